/** Windows' bitmaps, read only, as far as the decoder that reads them has to be helped. */
package studio.kintsugi.imaging.bmp;
