package studio.kintsugi.ui.window;

import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.strip.OpenPictures;
import studio.kintsugi.ui.tools.Workspace;

/** Shows in the title, the commands and the panels what is open and what can be done with it now. */
final class WindowState {
    private final Stage stage;
    private final WindowLayout layout;
    private final Commands commands;
    private final OpenPictures pictures;
    private final Workspaces workspaces;
    private final PictureWork work;
    private final ShownDocument shown;

    WindowState(Stage stage, WindowLayout layout, Commands commands, OpenPictures pictures, Workspaces workspaces,
            PictureWork work, ShownDocument shown) {
        this.stage = stage;
        this.layout = layout;
        this.commands = commands;
        this.pictures = pictures;
        this.workspaces = workspaces;
        this.work = work;
        this.shown = shown;
    }

    void refresh() {
        boolean picture = workspaces.showsPicture();
        boolean open = pictures.current().isPresent();
        boolean idle = picture && open && work.running().isEmpty();
        showHistory();
        enable(idle || !picture, "save", "save-as", "run");
        enable(open, "close", "next", "previous", "copy");
        enable(open && picture, "mode", "pixels");
        boolean zoomed = picture ? open : workspaces.current().flatMap(Workspace::zoomable).isPresent();
        enable(zoomed, "zoom-in", "zoom-out", "fit", "actual-size", "double-size");
        enable(idle, "preview", "trials");
        enable(work.running().isPresent(), "cancel");
        stage.setTitle(title().map(t -> Texts.of("title", t)).orElseGet(() -> Texts.of("application")));
        layout.panel().setBusy(!idle);
        layout.panel().setCount(pictures.selected().size());
        layout.panel().setHasResult(idle && work.resultOfTool().isPresent());
        layout.hasPicture(open);
        pictures.current().ifPresentOrElse(document -> {
            shown.show(document);
            layout.panel().setBusy(work.running().isPresent() || !picture);
        }, () -> {
            layout.compare().show(null, null, 1);
            layout.status(() -> Texts.of("status.empty"));
        });
        workspaces.current().ifPresent(w -> layout.status(w::status));
    }

    /** The name of what is worked on, marked where it is not saved. */
    private Optional<String> title() {
        return workspaces.current().map(Workspace::documentName).orElseGet(() -> pictures.current()
                .map(d -> d.isUnsaved() ? Texts.of("unsaved", d.name()) : d.name()));
    }

    private void enable(boolean enabled, String... ids) {
        List.of(ids).forEach(id -> commands.get(id).enabledProperty().set(enabled));
    }

    /** Shows what can be undone and redone. */
    private void showHistory() {
        Optional<Workspace> workspace = workspaces.current();
        Optional<Document> free = pictures.current().filter(d -> workspace.isEmpty() && work.isFree(d));
        enable("undo", workspace.map(Workspace::canUndo).orElseGet(() -> free.filter(Document::canUndo).isPresent()),
                free.flatMap(Document::undoName));
        enable("redo", workspace.map(Workspace::canRedo).orElseGet(() -> free.filter(Document::canRedo).isPresent()),
                free.flatMap(Document::redoName));
        layout.history().show(pictures.current().orElse(null));
        layout.information().show(pictures.current().orElse(null));
        layout.history().setDisable(pictures.current().filter(d -> !work.isFree(d)).isPresent());
    }

    private void enable(String command, boolean enabled, Optional<String> object) {
        enable(enabled, command);
        commands.get(command).objectProperty().set(object.orElse(""));
    }
}
