package studio.kintsugi.service.batch;

/**
 * How a batch went.
 *
 * @param done pictures that were done
 * @param failed pictures that failed
 * @param skipped pictures whose results were there already
 * @param left pictures that were not begun, because another had failed
 * @param seconds from beginning to end
 * @param networkSeconds in which networks worked
 * @param networkIdle the share of the time from the first network's beginning to the last one's end in which none
 *     worked, 0–1
 */
public record BatchReport(int done, int failed, int skipped, int left, double seconds, double networkSeconds,
        double networkIdle) {}
