package studio.kintsugi.ui.dream;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.models.dreamfields.VoxelField;
import studio.kintsugi.service.dream.DreamGallery;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.service.dream.Dreaming;
import studio.kintsugi.service.dream.FieldExport;
import studio.kintsugi.ui.controls.Controls;
import studio.kintsugi.ui.text.Texts;
import studio.kintsugi.ui.tools.Studio;
import studio.kintsugi.ui.tools.ToolHost;

/** Dream's place in the window: viewport, gallery and panel. For the JavaFX thread. */
final class DreamStudio implements Studio, DreamPanel.Actions {
    private static final long BETWEEN_LOOKS = 250_000_000L;
    private static final double THUMBNAIL = 72;
    private static final int STILL = 1024;
    private static final int TURNTABLE = 320;
    private static final int FRAMES = 48;

    private final DreamService dreams;
    private final ToolHost host;
    private final ViewportPane viewport = new ViewportPane();
    private final DreamPanel panel = new DreamPanel(this);
    private final HBox gallery = new HBox(8);
    private final Label empty = Controls.text(Texts.of("dream.empty"), "text-muted");
    private final VBox centre;
    private final ViewControls controls = new ViewControls(viewport, this::save);
    private Dreaming dreaming;
    private VoxelField shown;
    private String name;
    private Path savedIn = Path.of(System.getProperty("user.home"));

    DreamStudio(DreamService dreams, ToolHost host) {
        this.dreams = dreams;
        this.host = host;
        gallery.setId("dream-gallery");
        gallery.getStyleClass().add("film-strip");
        ScrollPane scroll = new ScrollPane(gallery);
        scroll.setFitToHeight(true);
        scroll.setMinHeight(THUMBNAIL + 28);
        scroll.visibleProperty().bind(Bindings.isNotEmpty(gallery.getChildren()));
        scroll.managedProperty().bind(scroll.visibleProperty());
        Label notice = Controls.text("", "text-muted");
        notice.textProperty().bind(viewport.noticeProperty());
        notice.managedProperty().bind(notice.textProperty().isNotEmpty());
        empty.setMouseTransparent(true);
        StackPane stage = new StackPane(viewport, empty);
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        centre = new VBox(notice, stage, controls, scroll);
        showGallery();
    }

    @Override
    public Node centre() {
        return centre;
    }

    @Override
    public Node panel() {
        return panel;
    }

    @Override
    public void run() {
        DreamRequest request = panel.request();
        panel.begun();
        dreaming = dreams.start(request, new DreamService.Listener() {
            private long lastLook;

            @Override
            public void progressed(DreamRun.Progress p) {
                // a copy, since the field changes with the next step
                VoxelField now = System.nanoTime() - lastLook > BETWEEN_LOOKS ? VoxelField.of(p.field().get().raw()) : null;
                if (now != null) {
                    lastLook = System.nanoTime();
                }
                Platform.runLater(() -> {
                    panel.progressed(p);
                    if (now != null) {
                        show(request.prompt(), now);
                    }
                });
            }

            @Override
            public void finished(DreamRun.Result result, Path keptIn) {
                Platform.runLater(() -> {
                    show(request.prompt(), result.field());
                    panel.remember(request.prompt());
                    panel.ended(Texts.of("dream.done", result.reports().size(), result.seconds()));
                    result.remarks().forEach(host::note);
                    showGallery();
                });
            }

            @Override
            public void failed(String sentence) {
                Platform.runLater(() -> {
                    panel.ended("");
                    host.error(sentence);
                });
            }
        });
    }

    private void show(String called, VoxelField field) {
        name = called;
        shown = field;
        controls.setDisable(false);
        empty.setVisible(false);
        viewport.show(field);
    }

    private void showGallery() {
        host.tasks().run(dreams::kept, this::show, host::error);
    }

    private void show(List<DreamGallery.Entry> entries) {
        gallery.getChildren().clear();
        for (int i = 0; i < entries.size(); i++) {
            DreamGallery.Entry entry = entries.get(i);
            Button button = Controls.button("dream-kept-" + i, null, null, Texts.of("dream.kept", entry.prompt()),
                    () -> open(entry));
            button.setGraphic(new ImageView(
                    new Image(entry.still().toUri().toString(), THUMBNAIL, THUMBNAIL, true, true, true)));
            button.getStyleClass().add("flat");
            gallery.getChildren().add(button);
        }
    }

    private void open(DreamGallery.Entry entry) {
        host.tasks().run(() -> dreams.open(entry.folder()), field -> {
            panel.setPrompt(entry.prompt());
            show(entry.prompt(), field);
        }, host::error);
    }

    /** Fields on disk; the last of several is shown. */
    @Override
    public boolean take(List<Path> files) {
        List<Path> fields = files.stream().filter(f -> f.getFileName().toString().matches("(?i).*\\.kfield")).toList();
        if (fields.isEmpty()) {
            return false;
        }
        Path file = fields.getLast();
        host.tasks().run(() -> dreams.open(file),
                field -> show(file.getFileName().toString().replaceFirst("\\.[^.]*$", ""), field), host::error);
        return true;
    }

    @Override
    public void pause(boolean wait) {
        if (dreaming != null) {
            if (wait) {
                dreaming.pause();
            } else {
                dreaming.resume();
            }
        }
    }

    @Override
    public void stop() {
        if (dreaming != null) {
            dreaming.stop();
        }
    }

    /** Asks for a file; its ending says whether field, mesh, still or turntable. Finished dreams are kept anyway. */
    @Override
    public void save() {
        if (shown == null) {
            host.note(Texts.of("dream.save.nothing"));
            return;
        }
        VoxelField field = shown;
        FieldExport.Settings settings = new FieldExport.Settings(viewport.view().camera(), STILL, TURNTABLE, FRAMES,
                Integer.MAX_VALUE);
        host.askSave(savedIn.resolve(DreamGallery.stem(name) + ".kfield")).ifPresent(file -> {
            savedIn = file.toAbsolutePath().getParent();
            host.tasks().run(() -> FieldExport.write(field, file, settings),
                    facts -> host.note(Texts.of("saved", file)), host::error);
        });
    }

    @Override
    public void close() {
        controls.close();
        stop();
        viewport.close();
    }
}
