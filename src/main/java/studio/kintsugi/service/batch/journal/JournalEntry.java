package studio.kintsugi.service.batch.journal;

/**
 * One picture that was done, or that failed.
 *
 * @param output the result's path within the journal's folder, with {@code /}
 * @param work what was done
 * @param input the picture
 * @param result the result; null where it failed
 * @param width of the result in pixels
 * @param height of the result in pixels
 * @param seconds from reading to writing, without waiting
 * @param error a sentence for people; null where the picture was done
 * @param at when, as ISO 8601
 */
public record JournalEntry(String output, WorkId work, FileId input, FileId result, int width, int height,
        double seconds, String error, String at) {
    /** Whether there is a result, as far as this entry says. */
    public boolean isDone() {
        return error == null && work != null && input != null && result != null;
    }
}
