package studio.kintsugi.ui.presets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.ui.picture.Document;

/** What presets ask of the window. For the JavaFX thread. */
public interface PresetHost {
    /** The picture in front. */
    Optional<Document> current();

    /** The selected pictures on which nothing runs that is not in their history yet. */
    List<Document> free();

    /** Files of presets that the user chooses; none if they cancel. */
    List<Path> askPresets();

    /**
     * Where the user wants a preset saved; empty if they cancel.
     *
     * @param name of the file
     */
    Optional<Path> askSave(String name);

    /** Whether the user agrees. */
    boolean confirm(String question);

    /** Shows a note. */
    void note(String sentence);

    /** Shows an error. */
    void error(String sentence);
}
