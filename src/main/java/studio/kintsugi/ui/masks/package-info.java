/**
 * Where a step applies, painted on the picture: {@link studio.kintsugi.ui.masks.MaskEditor} puts each stroke and
 * gradient into the history, {@link studio.kintsugi.ui.masks.MaskOverlay} takes them from pointer and keys and shows
 * the mask as a tint, drawn by {@link studio.kintsugi.ui.masks.MaskTint} at the zoom that is seen. Masks stay shapes;
 * they lie in the frame of the picture as it was opened, so that they keep their place whatever becomes of the steps
 * before.
 */
package studio.kintsugi.ui.masks;
