/**
 * Hadoop's file systems as a run uses them: where its files lie below the output, files of JSON lines, and results that
 * appear whole or not at all.
 */
package studio.kintsugi.cluster.storage;
