/** JPEG XL, read only, through the system's libjxl (ISO/IEC 18181), with profile, EXIF and XMP. */
package studio.kintsugi.imaging.jxl;
