/** Targa pictures, read only (<i>Truevision TGA File Format Specification</i>, version 2.0, 1991). */
package studio.kintsugi.imaging.tga;
