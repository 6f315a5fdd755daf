/**
 * HEIC and AVIF, read only, through the system's libheif: pixels upright as the file's transformations have them, with
 * profile, EXIF and XMP (ISO/IEC 23008-12).
 */
package studio.kintsugi.imaging.heif;
