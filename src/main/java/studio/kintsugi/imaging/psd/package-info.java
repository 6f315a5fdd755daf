/**
 * Photoshop files, read only and flattened: the picture of all layers together comes from the decoder, profile and
 * metadata from the file's resources (<i>Adobe Photoshop File Formats Specification</i>).
 */
package studio.kintsugi.imaging.psd;
