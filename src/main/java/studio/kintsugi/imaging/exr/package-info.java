/**
 * OpenEXR, read only, through TinyEXR: linear light of 16 or 32 bits a sample without a bound to its range
 * (<i>OpenEXR File Layout</i>).
 */
package studio.kintsugi.imaging.exr;
