/**
 * JPEG (ISO/IEC 10918-1): the segments beside the compressed pixels, and writing without chroma subsampling. Pixels are
 * decoded by ImageIO.
 */
package studio.kintsugi.imaging.jpeg;
