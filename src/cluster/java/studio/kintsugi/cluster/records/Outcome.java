package studio.kintsugi.cluster.records;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of the pictures of a run, counted.
 *
 * @param done in this run
 * @param before by an earlier run, and still right
 * @param failed in this run
 * @param failures the first of them, a sentence each
 */
public record Outcome(long done, long before, long failed, List<String> failures) implements Serializable {
    private static final int MOST_FAILURES = 10;

    public static final Outcome NOTHING = new Outcome(0, 0, 0, List.of());

    /** Both counted together. */
    public Outcome plus(Outcome other) {
        return new Outcome(done + other.done, before + other.before, failed + other.failed,
                Stream.concat(failures.stream(), other.failures.stream()).limit(MOST_FAILURES).toList());
    }

    /** With one entry of the manifest counted as well. */
    public Outcome plus(Entry entry, String run) {
        if (entry.status() == Entry.Status.FAILED) {
            return plus(new Outcome(0, 0, 1, List.of(entry.source() + ": " + entry.error())));
        }
        boolean now = entry.run().equals(run);
        return new Outcome(done + (now ? 1 : 0), before + (now ? 0 : 1), failed, failures);
    }
}
