package studio.kintsugi.ui.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.ui.common.BackgroundTasks;

/** What a tool may ask of the window. For the JavaFX thread. */
public interface ToolHost {
    /** Does the work. */
    InferenceService service();

    /** For slow things that are not the service's. */
    BackgroundTasks tasks();

    /** Picture files the user picks, none where they think better of it. */
    List<Path> askPictures();

    /**
     * Where the user wants something saved; empty where they think better of it.
     *
     * @param suggestion folder and name to begin with
     */
    Optional<Path> askSave(Path suggestion);

    /** What a studio can undo or redo has changed. */
    void historyChanged();

    /** Shows a sentence on what was done. */
    void note(String sentence);

    /** Shows a sentence on what went wrong. */
    void error(String sentence);
}
