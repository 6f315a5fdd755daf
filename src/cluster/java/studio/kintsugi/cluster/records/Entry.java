package studio.kintsugi.cluster.records;

import java.time.Instant;
import java.util.List;
import studio.kintsugi.service.batch.PictureOutcome;

/**
 * A line of the manifest: what became of a picture. Parts that don't apply are null.
 *
 * @param name of the result below the output
 * @param status what became of it
 * @param run id of the run that did it; ids are in the order of time
 * @param work hash of the recipe, its models' weights and all that shapes the result
 * @param source the picture it was made of
 * @param sourceBytes length of that file
 * @param sourceModified when that file was last changed, milliseconds of Unix time
 * @param sourceSha256 its hash, lower-case hex
 * @param resultBytes length of the result
 * @param resultSha256 its hash, lower-case hex
 * @param width of the result in pixels
 * @param height of the result in pixels
 * @param host where it was done
 * @param began when, ISO 8601 in UTC
 * @param seconds from fetching the source to placing the result
 * @param workSeconds of these, reading with decoding, networks, and writing with encoding
 * @param notes sentences for people about what was not taken over; null for none
 * @param error why it failed, one sentence
 */
public record Entry(String name, Status status, String run, String work, String source, long sourceBytes,
        long sourceModified, String sourceSha256, Long resultBytes, String resultSha256, Integer width, Integer height,
        String host, String began, Double seconds, Double workSeconds, List<String> notes, String error) {
    /** What became of a picture. */
    public enum Status {
        /** In journals alone: it was begun. Where nothing follows, whoever began it died. */
        STARTED,
        DONE,
        FAILED
    }

    /** The line of a picture that is begun. */
    public static Entry started(Source source, String run, String work, String host) {
        return new Entry(source.name(), Status.STARTED, run, work, source.path(), source.bytes(), source.modified(),
                null, null, null, null, null, host, Instant.now().toString(), null, null, null, null);
    }

    /** This one, done. */
    public Entry done(PictureOutcome outcome, double secondsOfAll) {
        return new Entry(name, Status.DONE, run, work, source, sourceBytes, sourceModified, outcome.source().hash(),
                outcome.result().size(), outcome.result().hash(), outcome.width(), outcome.height(), host, began,
                secondsOfAll, outcome.readSeconds() + outcome.networkSeconds() + outcome.writeSeconds(),
                outcome.notes().isEmpty() ? null : outcome.notes(), null);
    }

    /** This one, failed. */
    public Entry failed(String sentence) {
        return new Entry(name, Status.FAILED, run, work, source, sourceBytes, sourceModified, null, null, null, null,
                null, host, began, null, null, null, sentence);
    }

    /** Whether this is the result of the same work on the same file. */
    public boolean holdsFor(Source now, String nowWork) {
        return status == Status.DONE && nowWork.equals(work) && now.path().equals(source)
                && now.bytes() == sourceBytes && now.modified() == sourceModified;
    }
}
