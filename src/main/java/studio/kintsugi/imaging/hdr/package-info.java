/**
 * Pictures of floats, read only and without a bound to their range: Radiance's, which are linear light
 * (<i>Radiance file formats</i>, G. Ward), and portable float maps (PFM, P. Debevec).
 */
package studio.kintsugi.imaging.hdr;
