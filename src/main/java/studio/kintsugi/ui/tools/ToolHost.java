package studio.kintsugi.ui.tools;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.ui.common.BackgroundTasks;

/** What a tool may ask of the window. For the JavaFX thread. */
public interface ToolHost {
    /** Runs networks. */
    InferenceService service();

    /** Runs slow work other than the service's. */
    BackgroundTasks tasks();

    /** Picture files that the user chooses; none if they cancel. */
    List<Path> askPictures();

    /**
     * Where the user wants something saved; empty if they cancel.
     *
     * @param suggestion folder and name to begin with
     */
    Optional<Path> askSave(Path suggestion);

    /**
     * Whether the user agrees.
     *
     * @param question about something that can't be undone
     */
    boolean confirm(String question);

    /** Shows a folder or a page, by its address. */
    void browse(String address);

    /** Tells the window that what a workspace can undo or redo, or its title or status, has changed. */
    void historyChanged();

    /** Shows a note. */
    void note(String sentence);

    /** Shows an error. */
    void error(String sentence);
}
