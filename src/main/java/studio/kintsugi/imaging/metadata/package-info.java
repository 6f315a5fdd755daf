/**
 * EXIF, IPTC and XMP, whichever file format carries them: reading what concerns the pixels, and changing it where a
 * result has another size or orientation. Everything else is passed on unchanged.
 */
package studio.kintsugi.imaging.metadata;
