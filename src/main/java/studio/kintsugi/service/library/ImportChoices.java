package studio.kintsugi.service.library;

/**
 * What only the user can say of a checkpoint; null leaves it to what is known of the file.
 *
 * @param id of the stored model
 * @param title name in the window
 * @param task as {@code deblur}
 * @param trainSize side of the patches a NAFNet with TLC was trained on, 0 for statistics of the whole picture
 */
public record ImportChoices(String id, String title, String task, Integer trainSize) {
    /** Everything as it is known. */
    public static final ImportChoices NONE = new ImportChoices(null, null, null, null);
}
