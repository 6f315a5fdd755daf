package studio.kintsugi.ui.colorize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.util.Duration;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.colorize.ColorizeRequest;
import studio.kintsugi.service.colorize.ColorizeRequest.Finish;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.colorize.ColorizedDrawing;
import studio.kintsugi.service.colorize.Colorizer;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.common.Zoomable;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** Colorize in the window: sketch, result, references and panel. For the JavaFX thread. */
final class ColorizeWorkspace implements Workspace, ColorizePanel.Actions, ReferenceStrip.Actions, HintLayer.Owner,
        ColorOrigin.Owner {
    private static final double A_MOMENT = 200;

    private final ColorizeService service;
    private final ToolHost host;
    private final ScreenImages images;
    private final UndoHistory<ColorizeState> history = new UndoHistory<>(ColorizeState.EMPTY);
    private final ColorizePanel panel = new ColorizePanel(this);
    private final PicturePane sketch =
            new PicturePane("sketch", Texts.text("colorize.sketch"), Texts.text("colorize.sketch.drop"),
                    this::takeSketch);
    private final PicturePane result =
            new PicturePane("coloured", Texts.text("colorize.result"), Texts.text("colorize.result.none"),
                    this::takeSketch);
    private final PicturePane reference = new PicturePane("reference", Texts.text("colorize.reference"),
            Texts.text("colorize.reference.drop"), this::takeReferences);
    private final ReferenceStrip strip;
    private final HBox center;
    private final HintLayer hints = new HintLayer(this);
    private final ColorOrigin origin = new ColorOrigin(this);
    private final ColorizedFiles saving;
    private final PauseTransition moment = new PauseTransition(Duration.millis(A_MOMENT));
    private ColorizeState shown = ColorizeState.EMPTY;
    private int chosenReference;
    private ColorizedDrawing colored;
    private ColorizeState coloredState;

    ColorizeWorkspace(ColorizeService service, ToolHost host) {
        this.service = service;
        this.host = host;
        saving = new ColorizedFiles(host);
        images = new ScreenImages(host.tasks(), host::error);
        strip = new ReferenceStrip(images, this);
        moment.setOnFinished(e -> start());
        prepare(sketch, result);
        prepare(result, sketch);
        reference.setOverlay((g, camera) -> {
            if (chosenReference < state().references().size()) {
                origin.drawLight(g, camera, state().references().get(chosenReference).picture());
            }
        });
        reference.setGestures(new PicturePane.Gestures() {
            @Override
            public void clicked(double x, double y) {
                panel.setColor(reference.colorAt(x, y));
            }
        });
        VBox references = new VBox(titled("colorize.reference", reference), strip);
        VBox.setVgrow(references.getChildren().getFirst(), Priority.ALWAYS);
        center = new HBox(2, titled("colorize.sketch", sketch), titled("colorize.result", result), references);
        center.setId("colorize");
        for (Node column : center.getChildren()) {
            HBox.setHgrow(column, Priority.ALWAYS);
            ((VBox) column).setPrefWidth(0);
            ((VBox) column).setMinWidth(0);
        }
        modelsChanged();
        show();
    }

    private static VBox titled(String key, PicturePane pane) {
        VBox.setVgrow(pane, Priority.ALWAYS);
        return new VBox(Controls.text(Texts.text(key), "pane-title"), pane);
    }

    /** Sketch and result show the same hints and view, and take the same gestures. */
    private void prepare(PicturePane pane, PicturePane other) {
        pane.onMoved(other::follow);
        pane.setOverlay((g, camera) -> {
            hints.draw(g, camera);
            origin.drawPointer(g, camera);
        });
        pane.setGestures(hints);
    }

    @Override
    public ColorizeState state() {
        return history.now();
    }

    @Override
    public void change(ColorizeState next) {
        history.add(next);
        show();
    }

    /** Shows the current state, and recolours it a moment later if its inputs have changed. */
    private void show() {
        ColorizeState state = state();
        panel.show(state, canUndo(), canRedo());
        host.historyChanged();
        chosenReference = Math.clamp(chosenReference, 0, Math.max(0, state.references().size() - 1));
        if (state.sketch() != shown.sketch()) {
            showOn(sketch, state.sketch() == null ? null : state.sketch().picture());
        }
        if (!state.references().equals(shown.references())) {
            origin.forget();
            strip.show(state.references(), chosenReference);
        }
        showReference(chosenReference);
        if (!state.isComplete() || state.sketch() != shown.sketch()) {
            forgetResult();
        }
        shown = state;
        redraw();
        if (state.isComplete()) {
            moment.playFromStart();
        } else {
            moment.stop();
            service.cancel();
            panel.progress(0, () -> Texts.of(state.sketch() == null ? "colorize.state.sketch"
                    : "colorize.state.reference"));
        }
    }

    private void forgetResult() {
        colored = null;
        coloredState = null;
        origin.forget();
        showOn(result, null);
        panel.setHasResult(false);
    }

    private void showOn(PicturePane pane, Picture picture) {
        if (picture == null) {
            pane.show(null, 0, 0);
        } else {
            images.of(picture, image -> pane.show(image, picture.width(), picture.height()));
        }
    }

    private void start() {
        if (!state().isComplete()) {
            return;
        }
        ColorizeState asked = state();
        panel.progress(0, () -> Texts.of("colorize.state.running"));
        service.start(asked.request(panel.model()), new JobListener<Void, ColorizedDrawing>() {
            @Override
            public void progressed(Job<Void, ColorizedDrawing> job, Progress<Void> progress) {
                panel.progress(progress.fraction(), () -> Texts.of("colorize.state.running"));
            }

            @Override
            public void finished(Job<Void, ColorizedDrawing> job, ColorizedDrawing now) {
                arrived(asked, now);
            }

            @Override
            public void failed(Job<Void, ColorizedDrawing> job, KintsugiException failure) {
                panel.progress(0, () -> Sentences.of(failure));
                host.error(Sentences.of(failure));
            }
        }.on(Platform::runLater));
    }

    private void arrived(ColorizeState asked, ColorizedDrawing now) {
        if (asked.sketch() == state().sketch() && asked.isComplete()) {
            colored = now;
            coloredState = asked;
            showResult();
            panel.setHasResult(true);
            panel.progress(1, () -> Texts.of("colorize.state.done"));
        }
    }

    private void showResult() {
        ColorizedDrawing now = colored;
        boolean lines = panel.showsLines();
        host.tasks().run(() -> lines ? now.picture() : now.withoutLines(), picture -> {
            if (now == colored && lines == panel.showsLines()) {
                showOn(result, picture);
            }
        }, host::error);
    }

    @Override
    public void pointedAt(double x, double y) {
        origin.pointAt(x, y, colored, coloredState);
        redraw();
    }

    @Override
    public void pointerLeft() {
        if (origin.pointerLeft()) {
            redraw();
        }
    }

    @Override
    public void originShown(Supplier<String> sentence) {
        panel.source(sentence);
        reference.refresh();
    }

    @Override
    public void redraw() {
        sketch.refresh();
        result.refresh();
    }

    @Override
    public Color color() {
        return panel.color();
    }

    @Override
    public void setColor(Color color) {
        panel.setColor(color);
    }

    @Override
    public void colorChosen(Color color) {
        hints.recolor(color);
    }

    @Override
    public void clearHints() {
        hints.clear();
    }

    private void takeSketch(List<Path> files) {
        if (!files.isEmpty()) {
            Path file = files.getFirst();
            host.tasks().run(() -> Opened.of(file, PictureReader.read(file)), this::begin, host::error);
        }
    }

    /** A picture opened as the sketch. */
    private record Opened(ColorizeState.Source source, boolean painted) {
        static Opened of(Path file, Picture picture) {
            return new Opened(new ColorizeState.Source(file, picture, 1), ColorizeRequest.looksPainted(picture));
        }
    }

    private void begin(Opened opened) {
        hints.forget();
        change(state().withSketch(opened.source(), opened.painted()));
    }

    private void takeReferences(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        host.tasks().run(() -> {
            List<ColorizeState.Source> read = new ArrayList<>();
            for (Path file : files) {
                read.add(new ColorizeState.Source(file, PictureReader.read(file), 1));
            }
            return read;
        }, read -> {
            List<ColorizeState.Source> all = new ArrayList<>(state().references());
            chosenReference = all.size();
            all.addAll(read);
            change(state().withReferences(all));
        }, host::error);
    }

    @Override
    public boolean take(List<Path> pictures) {
        boolean first = state().sketch() == null && !pictures.isEmpty();
        if (first) {
            takeSketch(pictures);
        }
        takeReferences(first ? pictures.subList(1, pictures.size()) : pictures);
        return true;
    }

    @Override
    public void offer(Path file, Picture picture) {
        if (state().sketch() == null) {
            host.tasks().run(() -> Opened.of(file, picture), this::begin, host::error);
        }
    }

    @Override
    public void openSketch() {
        takeSketch(host.askPictures());
    }

    @Override
    public void addReferences() {
        takeReferences(host.askPictures());
    }

    @Override
    public void showReference(int place) {
        boolean other = place != chosenReference;
        chosenReference = place;
        if (other) {
            origin.forget();
            strip.choose(place);
        }
        showOn(reference, place < state().references().size() ? state().references().get(place).picture() : null);
    }

    @Override
    public void removeReference(int place) {
        change(state().withoutReference(place));
    }

    @Override
    public void weigh(int place, double weight) {
        if (place < state().references().size() && state().references().get(place).weight() != weight) {
            history.add(state().withWeight(place, weight));
            // the strip is not rebuilt: its slider is being dragged
            shown = state();
            show();
        }
    }

    @Override
    public void lineArt(boolean on) {
        change(state().withLineArt(on));
    }

    @Override
    public void finish(Finish chosen) {
        if (chosen != state().finish()) {
            change(state().withFinish(chosen));
        }
    }

    @Override
    public void showLines(boolean on) {
        if (colored != null) {
            showResult();
        }
    }

    @Override
    public void modelChosen() {
        run();
    }

    @Override
    public void undo() {
        history.undo();
        hints.forget();
        show();
    }

    @Override
    public void redo() {
        history.redo();
        hints.forget();
        show();
    }

    @Override
    public boolean canUndo() {
        return history.canUndo();
    }

    @Override
    public boolean canRedo() {
        return history.canRedo();
    }

    @Override
    public void modelsChanged() {
        host.tasks().run(() -> host.service().models(Colorizer.TASK), panel::setModels, host::error);
    }

    @Override
    public void run() {
        moment.stop();
        start();
    }

    @Override
    public void save() {
        ifColored(() -> saving.savePicture(colored, coloredState, panel.showsLines()));
    }

    @Override
    public void saveColors() {
        ifColored(() -> saving.saveColors(colored, coloredState));
    }

    @Override
    public void saveLayers() {
        ifColored(() -> saving.saveLayers(colored, coloredState));
    }

    private void ifColored(Runnable action) {
        if (colored == null) {
            host.error(Texts.of("colorize.save.nothing"));
        } else {
            action.run();
        }
    }

    @Override
    public Optional<Zoomable> zoomable() {
        return Optional.of(sketch);
    }

    @Override
    public Optional<String> documentName() {
        return Optional.ofNullable(state().sketch()).map(s -> s.file().getFileName().toString());
    }

    @Override
    public String status() {
        ColorizeState.Source drawing = state().sketch();
        return drawing == null ? Texts.of("colorize.state.sketch") : Texts.of("colorize.status",
                drawing.file().getFileName(), drawing.picture().width(), drawing.picture().height(),
                state().references().size());
    }

    @Override
    public Node center() {
        return center;
    }

    @Override
    public Node panel() {
        return panel;
    }

    @Override
    public void close() {
        moment.stop();
        service.cancel();
    }
}
