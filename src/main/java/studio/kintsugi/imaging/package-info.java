/**
 * Pictures as data: reading and writing files with their orientation, colour profile, bit depth, alpha and metadata,
 * turning pixels into what a screen shows, resizing and measuring. Knows no window and no tensor.
 */
package studio.kintsugi.imaging;
