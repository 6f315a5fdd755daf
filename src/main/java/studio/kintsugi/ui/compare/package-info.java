/**
 * Before and after in one frame: {@link studio.kintsugi.ui.compare.CompareView} shows them at any zoom, from screen
 * tiles that are made in the background, and a {@link studio.kintsugi.ui.compare.Veil} says where a result shows. For
 * the JavaFX thread.
 */
package studio.kintsugi.ui.compare;
