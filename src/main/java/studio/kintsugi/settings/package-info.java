/**
 * What the program remembers of its user between two starts, as small JSON files in the platform's configuration
 * directory. A file that is lost or damaged costs a choice, never a start.
 */
package studio.kintsugi.settings;
