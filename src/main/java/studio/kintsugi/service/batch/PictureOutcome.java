package studio.kintsugi.service.batch;

import java.util.List;
import studio.kintsugi.service.batch.journal.FileId;

/**
 * What became of a picture.
 *
 * @param input its path or address
 * @param source the picture as it was read; null where it could not be
 * @param result the result as it was written; null where there is none
 * @param width of the result in pixels, 0 where there is none
 * @param height of the result in pixels, 0 where there is none
 * @param readSeconds for reading, hashing and decoding
 * @param networkSeconds in which networks worked
 * @param writeSeconds for encoding and writing, in which no network worked
 * @param notes sentences for people about what was not taken over
 * @param error a sentence for people that says why there is no result; null where there is one
 */
public record PictureOutcome(String input, FileId source, FileId result, int width, int height, double readSeconds,
        double networkSeconds, double writeSeconds, List<String> notes, String error) {
    public PictureOutcome {
        notes = List.copyOf(notes);
    }

    static PictureOutcome failed(String input, FileId source, String error) {
        return new PictureOutcome(input, source, null, 0, 0, 0, 0, 0, List.of(), error);
    }

    /** All of it. */
    public double seconds() {
        return readSeconds + networkSeconds + writeSeconds;
    }

    /** Whether there is a result. */
    public boolean isDone() {
        return error == null;
    }
}
