package studio.kintsugi.ui.saving;

import java.util.List;
import studio.kintsugi.ui.dialogs.FileDialogs;
import studio.kintsugi.ui.picture.Document;

/** Asks before pictures with changes that are in no file are closed. */
public final class Closing {
    private final FileDialogs dialogs;
    private final Saving saving;

    public Closing(FileDialogs dialogs, Saving saving) {
        this.dialogs = dialogs;
        this.saving = saving;
    }

    /**
     * Whether pictures may be closed now.
     *
     * @param afterSaving done later, where the user has those that are not saved written before
     */
    public boolean mayClose(List<Document> documents, Runnable afterSaving) {
        List<Document> unsaved = documents.stream().filter(Document::isUnsaved).toList();
        if (unsaved.isEmpty()) {
            return true;
        }
        FileDialogs.Unsaved answer = dialogs.unsaved(unsaved.stream().map(Document::name).toList());
        if (answer == FileDialogs.Unsaved.SAVE) {
            saving.saveAll(unsaved, () -> {
                if (unsaved.stream().noneMatch(Document::isUnsaved)) {
                    afterSaving.run();
                }
            });
        }
        return answer == FileDialogs.Unsaved.DISCARD;
    }
}
