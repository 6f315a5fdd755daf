/**
 * Dream in the window: {@link studio.kintsugi.ui.dream.ViewportPane} shows a field that can be turned round, {@code
 * DreamPanel} has the prompt and its settings, {@code VariationSheet} shows seeds side by side, {@link
 * studio.kintsugi.ui.dream.DreamTool} brings all to the rail.
 */
package studio.kintsugi.ui.dream;
