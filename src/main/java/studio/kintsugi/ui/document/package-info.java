/** What is open: a picture, what was done to it, and undo. For the JavaFX thread. */
package studio.kintsugi.ui.document;
