/** Files of any kind: atomic replacement, and whether two paths are the same file. Knows no format. */
package studio.kintsugi.files;
