/**
 * Draws a radiance field interactively: {@link studio.kintsugi.viewport.GlVolumeRenderer} marches rays through a 3D
 * texture in a fragment shader, off screen. Knows cameras and OpenGL, and nothing of windows: whoever shows the frames
 * brings the thread.
 */
package studio.kintsugi.viewport;
