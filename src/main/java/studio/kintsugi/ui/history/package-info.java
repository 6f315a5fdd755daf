/**
 * The list of steps of the picture in front: {@link studio.kintsugi.ui.history.HistoryPanel} shows each, switches it
 * off and on, changes and moves it; the {@code Document} computes again what comes after.
 */
package studio.kintsugi.ui.history;
