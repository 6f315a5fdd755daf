/**
 * Start here to read or write a picture: {@link studio.kintsugi.imaging.io.PictureReader} recognises the format by
 * content, {@link studio.kintsugi.imaging.io.PictureWriter} chooses it by the file's extension; {@link
 * studio.kintsugi.imaging.io.OpenRaster} writes layers for drawing programs.
 */
package studio.kintsugi.imaging.io;
