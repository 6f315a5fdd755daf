/**
 * Files of any kind: atomic replacement, what is unfinished and removed when the program ends, and whether two paths
 * are the same file. Knows no format.
 */
package studio.kintsugi.files;
