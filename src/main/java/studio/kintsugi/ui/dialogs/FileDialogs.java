package studio.kintsugi.ui.dialogs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.ui.library.ModelQuestions;

/** Asks the user for files and for yes or no; tests replace the system's dialogs by prepared answers. */
public interface FileDialogs extends ModelQuestions {
    /** What is to become of pictures that are not saved. */
    enum Unsaved { SAVE, DISCARD, CANCEL }

    List<Path> open();

    /** Files of presets, to be taken in. */
    List<Path> presets();

    /**
     * Asks before pictures are closed.
     *
     * @param names of those that are not saved, at least one
     */
    Unsaved unsaved(List<String> names);

    /**
     * @param suggestion folder and name to begin with
     */
    Optional<Path> save(Path suggestion);
}
