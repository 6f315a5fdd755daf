package studio.kintsugi.ui.window;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.settings.WindowSettings;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureMemory;
import studio.kintsugi.ui.strip.OpenPictures;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.Workspace;

/** Which tool is chosen: shows its panel with its models, or its workspace. For the JavaFX thread. */
final class ToolChoice {
    private final List<Tool> tools;
    private final WindowSettings settings;
    private final InferenceService service;
    private final BackgroundTasks files;
    private final PictureMemory memory;
    private final OpenPictures pictures;
    private final Workspaces workspaces;
    private final WindowLayout layout;
    private final Runnable changed;
    private final Consumer<String> failed;

    /**
     * @param tools in the order of the rail
     * @param settings keep the last one
     * @param service lists models
     * @param changed called when another one is chosen, or its models have changed
     * @param failed receives sentences for the user
     */
    ToolChoice(List<Tool> tools, WindowSettings settings, InferenceService service, BackgroundTasks files,
            PictureMemory memory, OpenPictures pictures, Workspaces workspaces, WindowLayout layout, Runnable changed,
            Consumer<String> failed) {
        this.tools = tools;
        this.settings = settings;
        this.service = service;
        this.files = files;
        this.memory = memory;
        this.pictures = pictures;
        this.workspaces = workspaces;
        this.layout = layout;
        this.changed = changed;
        this.failed = failed;
    }

    /** Chooses the tool of last time, or the first. */
    void begin() {
        int place = settings.tool().map(id -> tools.stream().map(Tool::id).toList().indexOf(id)).orElse(0);
        layout.chooseTool(Math.max(0, place));
    }

    void choose(Tool tool) {
        settings.setTool(tool.id());
        workspaces.show(tool);
        workspaces.current().ifPresentOrElse(w -> pictures.current().ifPresent(d -> offer(w, d)),
                () -> layout.panel().show(tool, service.models(tool.id())));
        changed.run();
    }

    private void offer(Workspace to, Document document) {
        memory.use(document, () -> {
            Supplier<Picture> picture = document.shown();
            files.run(picture::get, made -> to.offer(document.original(), made), failed);
        }, failed);
    }

    /** Updates the models shown by the panel and the workspaces. */
    void modelsChanged() {
        workspaces.modelsChanged();
        Tool tool = layout.panel().tool();
        files.run(() -> service.models(tool.id()), cards -> {
            if (tool == layout.panel().tool()) {
                layout.panel().update(cards);
                changed.run();
            }
        }, failed);
    }

    /** The chosen model may be needed soon. */
    void warmUp() {
        if (layout.panel().hasModel()) {
            service.warmUp(layout.panel().model());
        }
    }
}
