package studio.kintsugi.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for files; the system's dialogs in the application, answers at hand in a test. */
public interface FileDialogs {
    List<Path> open();

    /**
     * @param suggestion folder and name to begin with
     */
    Optional<Path> save(Path suggestion);

    /**
     * @param question whether something that can't be taken back should be done
     */
    boolean confirm(String question);
}
