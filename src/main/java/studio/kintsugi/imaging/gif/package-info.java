/**
 * GIF files, read only: the first frame placed on the screen that the file describes (CompuServe, <i>Graphics
 * Interchange Format, version 89a</i>). Start at {@link studio.kintsugi.imaging.gif.GifDecoder}.
 */
package studio.kintsugi.imaging.gif;
