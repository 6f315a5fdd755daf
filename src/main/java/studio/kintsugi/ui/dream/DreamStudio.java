package studio.kintsugi.ui.dream;

import java.nio.file.Path;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
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
import javafx.util.Duration;
import studio.kintsugi.models.dreamfields.VoxelField;
import studio.kintsugi.service.dream.DreamGallery;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.service.dream.Dreaming;
import studio.kintsugi.ui.controls.Controls;
import studio.kintsugi.ui.text.Texts;
import studio.kintsugi.ui.tools.Studio;
import studio.kintsugi.ui.tools.ToolHost;

/** Dream's place in the window: viewport, gallery and panel. For the JavaFX thread. */
final class DreamStudio implements Studio, DreamPanel.Actions {
    private static final long BETWEEN_LOOKS = 250_000_000L;
    private static final double THUMBNAIL = 72;
    private static final double TURN_A_FRAME = Math.toRadians(1.5);

    private final DreamService dreams;
    private final ToolHost host;
    private final ViewportPane viewport = new ViewportPane();
    private final DreamPanel panel = new DreamPanel(this);
    private final HBox gallery = new HBox(8);
    private final Label empty = Controls.text(Texts.of("dream.empty"), "text-muted");
    private final VBox centre;
    private final Timeline turntable = new Timeline(new KeyFrame(Duration.millis(50), e -> turnOn()));
    private Dreaming dreaming;

    DreamStudio(DreamService dreams, ToolHost host) {
        this.dreams = dreams;
        this.host = host;
        turntable.setCycleCount(Animation.INDEFINITE);
        gallery.setId("dream-gallery");
        gallery.getStyleClass().add("film-strip");
        ScrollPane scroll = new ScrollPane(gallery);
        scroll.setFitToHeight(true);
        scroll.setMinHeight(THUMBNAIL + 28);
        Label notice = Controls.text("", "text-muted");
        notice.textProperty().bind(viewport.noticeProperty());
        notice.managedProperty().bind(notice.textProperty().isNotEmpty());
        empty.setMouseTransparent(true);
        StackPane stage = new StackPane(viewport, empty);
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        centre = new VBox(notice, stage, scroll);
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
                VoxelField now = System.nanoTime() - lastLook > BETWEEN_LOOKS ? VoxelField.of(p.field().raw()) : null;
                if (now != null) {
                    lastLook = System.nanoTime();
                }
                Platform.runLater(() -> {
                    panel.progressed(p);
                    if (now != null) {
                        show(now);
                    }
                });
            }

            @Override
            public void finished(DreamRun.Result result, Path keptIn) {
                Platform.runLater(() -> {
                    show(result.field());
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

    private void show(VoxelField field) {
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
            show(field);
        }, host::error);
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

    @Override
    public void shade(boolean on) {
        viewport.look(viewport.view().withShading(on));
    }

    @Override
    public void turn(boolean on) {
        if (on) {
            turntable.play();
        } else {
            turntable.stop();
        }
    }

    private void turnOn() {
        viewport.look(viewport.view().orbited(TURN_A_FRAME, 0));
    }

    /** Finished dreams are kept without being asked. */
    @Override
    public void save() {
        host.note(Texts.of("dream.saved"));
    }

    @Override
    public void close() {
        turntable.stop();
        stop();
        viewport.close();
    }
}
