/** TIFF 6.0: samples of 1 to 32 bits and floating point, strips and tiles, with profile and metadata. */
package studio.kintsugi.imaging.tiff;
