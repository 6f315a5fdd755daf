package studio.kintsugi.ui.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the model manager asks of whoever owns the window. */
public interface ModelQuestions {
    /** Checkpoint files that the user chooses; none if they cancel. */
    List<Path> checkpoints();

    /**
     * A folder that the user chooses; empty if they cancel.
     *
     * @param title of the dialog
     */
    Optional<Path> folder(String title);

    /**
     * @param question about something that can't be undone
     */
    boolean confirm(String question);

    /** Opens a page in the user's browser. */
    void browse(String address);
}
