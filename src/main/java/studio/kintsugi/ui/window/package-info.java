/**
 * The window as a whole: its layout, top bar, film strip, banner and shortcuts, opening, saving and closing. {@link
 * studio.kintsugi.ui.window.KintsugiWindow} decides what an action does; {@code WindowLayout} where everything stands;
 * {@code WindowActions} is what the controls may ask for.
 */
package studio.kintsugi.ui.window;
