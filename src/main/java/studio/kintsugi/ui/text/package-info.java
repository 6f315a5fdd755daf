/** What the window says, apart from the code: a bundle of messages that can be translated. */
package studio.kintsugi.ui.text;
