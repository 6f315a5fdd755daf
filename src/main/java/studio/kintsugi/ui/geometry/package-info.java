/**
 * Geometry by hand: {@link studio.kintsugi.ui.geometry.CropEditor} lays a frame over the picture that crops and
 * straightens it, {@link studio.kintsugi.ui.geometry.Turning} turns and mirrors pictures, and
 * {@link studio.kintsugi.ui.geometry.ResizePage} asks for another size. All of them only write steps into the history.
 */
package studio.kintsugi.ui.geometry;
