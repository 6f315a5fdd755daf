package studio.kintsugi.cluster.records;

/**
 * A picture and the place of its result.
 *
 * @param name of its result below the output, with slashes; no two results have the same
 * @param path of the picture, with its scheme
 * @param bytes of the file
 * @param modified when the file was last changed, milliseconds of Unix time
 */
public record Source(String name, String path, long bytes, long modified) {}
