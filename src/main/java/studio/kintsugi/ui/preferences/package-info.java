/** What the user chooses for the window itself: language, light or dark; and what the program says about itself. */
package studio.kintsugi.ui.preferences;
