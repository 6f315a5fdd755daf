/** PNG (ISO/IEC 15948): decoded and written row by row, in 8 and 16 bits, with profile and metadata. */
package studio.kintsugi.imaging.png;
