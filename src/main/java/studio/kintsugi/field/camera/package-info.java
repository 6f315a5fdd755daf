/**
 * Pinhole cameras: a {@link studio.kintsugi.field.camera.Viewpoint} gives the {@link studio.kintsugi.field.camera.Rays}
 * through the pixels of a square picture. A {@link studio.kintsugi.field.camera.Camera} orbits the origin; a {@link
 * studio.kintsugi.field.camera.Pose} is a calibrated camera of a data set.
 */
package studio.kintsugi.field.camera;
