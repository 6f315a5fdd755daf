package studio.kintsugi.service.library;

/**
 * What a download reports beside the fraction that is done.
 *
 * @param received bytes that are there, those of earlier attempts included
 * @param total bytes of the file, or -1 where nobody says
 */
public record DownloadProgress(long received, long total) {}
