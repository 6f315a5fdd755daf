/**
 * What stands on the right of the picture: the chosen tool with its settings, or what else the tabs show. For the
 * JavaFX thread.
 */
package studio.kintsugi.ui.panel;
