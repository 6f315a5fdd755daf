package studio.kintsugi.service.dream;

import java.nio.file.Path;

/**
 * A dream that is over and on the disk.
 *
 * @param folder where {@link DreamFolder} wrote it
 */
public record KeptDream(DreamRun.Result result, Path folder) {}
