/**
 * What decoders of all formats share: ImageIO's plug-ins, from rasters to planes of float32, and a limit on the memory
 * that a picture may take.
 */
package studio.kintsugi.imaging.decode;
