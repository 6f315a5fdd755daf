package studio.kintsugi.ui.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the model manager asks of whoever owns the window. */
public interface ModelQuestions {
    /** Checkpoint files the user picks, none where they think better of it. */
    List<Path> checkpoints();

    /**
     * A folder the user picks, none where they think better of it.
     *
     * @param title what for
     */
    Optional<Path> folder(String title);

    /**
     * @param question whether something that can't be taken back should be done
     */
    boolean confirm(String question);

    /** Opens a page in the user's browser. */
    void browse(String address);
}
