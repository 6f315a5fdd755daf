/**
 * Draws a radiance field interactively: {@link studio.kintsugi.viewport.GlVolumeRenderer} marches rays through a 3D
 * texture in a fragment shader, off screen. Knows cameras and OpenGL, and nothing of windows: a renderer is opened,
 * used and closed by one thread of the caller's.
 */
package studio.kintsugi.viewport;
