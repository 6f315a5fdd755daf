/**
 * JPEG 2000, read only, through the system's libopenjp2: JP2 and JPX files and bare codestreams, with profile, EXIF,
 * XMP, IPTC and resolution (ISO/IEC 15444-1).
 */
package studio.kintsugi.imaging.jp2;
