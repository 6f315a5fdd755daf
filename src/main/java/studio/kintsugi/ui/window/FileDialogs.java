package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.ui.library.ModelQuestions;

/** Asks the user for files and for yes or no; tests replace the system's dialogs by prepared answers. */
public interface FileDialogs extends ModelQuestions {
    List<Path> open();

    /**
     * @param suggestion folder and name to begin with
     */
    Optional<Path> save(Path suggestion);
}
