package studio.kintsugi.ui.colorize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.util.Duration;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureReader;
import studio.kintsugi.imaging.PictureWriter;
import studio.kintsugi.imaging.SameFile;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.service.colorize.ColorizeRequest;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.colorize.Colored;
import studio.kintsugi.service.colorize.Colorizer;
import studio.kintsugi.service.colorize.Correspondence;
import studio.kintsugi.service.colorize.LayerFiles;
import studio.kintsugi.ui.compare.Camera;
import studio.kintsugi.ui.controls.Controls;
import studio.kintsugi.ui.text.Texts;
import studio.kintsugi.ui.tools.Studio;
import studio.kintsugi.ui.tools.ToolHost;

/** Colorize's place in the window: sketch, result and references, and the panel. For the JavaFX thread. */
final class ColorizeStudio implements Studio, ColorizePanel.Actions, ReferenceStrip.Actions {
    private static final double A_MOMENT = 200;
    private static final double DOT = 7;

    private final ColorizeService service;
    private final ToolHost host;
    private final ScreenImages images;
    private final History<Page> history = new History<>(Page.EMPTY);
    private final ColorizePanel panel = new ColorizePanel(this);
    private final PicturePane sketch =
            new PicturePane("sketch", Texts.of("colorize.sketch"), Texts.of("colorize.sketch.drop"), this::takeSketch);
    private final PicturePane result =
            new PicturePane("coloured", Texts.of("colorize.result"), Texts.of("colorize.result.none"), this::takeSketch);
    private final PicturePane reference = new PicturePane("reference", Texts.of("colorize.reference"),
            Texts.of("colorize.reference.drop"), this::takeReferences);
    private final ReferenceStrip strip;
    private final HBox centre;
    private final PauseTransition moment = new PauseTransition(Duration.millis(A_MOMENT));
    private Page shown = Page.EMPTY;
    private int chosenReference;
    private Colored coloured;
    private Page colouredPage;
    private HeatMap heat;
    private double[] pointer;
    private int grabbedHint = -1;
    private Hint draggedTo;

    ColorizeStudio(ColorizeService service, ToolHost host) {
        this.service = service;
        this.host = host;
        images = new ScreenImages(host.tasks(), host::error);
        strip = new ReferenceStrip(images, this);
        moment.setOnFinished(e -> colour());
        prepare(sketch, result);
        prepare(result, sketch);
        reference.setOverlay((g, camera) -> {
            if (heat != null && chosenReference < page().references().size()) {
                Picture p = page().references().get(chosenReference).picture();
                heat.draw(g, camera, p.width(), p.height());
            }
        });
        reference.setGestures(new PicturePane.Gestures() {
            @Override
            public void clicked(double x, double y) {
                panel.setColour(reference.colourAt(x, y));
            }
        });
        VBox references = new VBox(titled("colorize.reference", reference), strip);
        VBox.setVgrow(references.getChildren().getFirst(), Priority.ALWAYS);
        centre = new HBox(2, titled("colorize.sketch", sketch), titled("colorize.result", result), references);
        centre.setId("colorize");
        for (Node column : centre.getChildren()) {
            HBox.setHgrow(column, Priority.ALWAYS);
            ((VBox) column).setPrefWidth(0);
            ((VBox) column).setMinWidth(0);
        }
        modelsChanged();
        show();
    }

    private static VBox titled(String key, PicturePane pane) {
        VBox.setVgrow(pane, Priority.ALWAYS);
        return new VBox(Controls.text(Texts.of(key), "pane-title"), pane);
    }

    /** Both show the hints, look at the same place, and take the same gestures. */
    private void prepare(PicturePane pane, PicturePane other) {
        pane.onLook(other::follow);
        pane.setOverlay(this::drawHints);
        pane.setGestures(new HintGestures());
    }

    private Page page() {
        return history.now();
    }

    private void change(Page next) {
        history.add(next);
        show();
    }

    /** Shows the page as it is now, and colours it a moment later where anything changed that matters. */
    private void show() {
        Page page = page();
        panel.show(page, canUndo(), canRedo());
        host.historyChanged();
        chosenReference = Math.clamp(chosenReference, 0, Math.max(0, page.references().size() - 1));
        if (page.sketch() != shown.sketch()) {
            showOn(sketch, page.sketch() == null ? null : page.sketch().picture());
        }
        if (!page.references().equals(shown.references())) {
            setHeat(null);
            strip.show(page.references(), chosenReference);
        }
        showReference(chosenReference);
        if (!page.isComplete() || page.sketch() != shown.sketch()) {
            forgetResult();
        }
        shown = page;
        sketch.refresh();
        result.refresh();
        if (page.isComplete()) {
            moment.playFromStart();
        } else {
            moment.stop();
            service.cancel();
            panel.progress(0, Texts.of(page.sketch() == null ? "colorize.state.sketch" : "colorize.state.reference"));
        }
    }

    private void forgetResult() {
        coloured = null;
        colouredPage = null;
        setHeat(null);
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

    private void colour() {
        if (!page().isComplete()) {
            return;
        }
        Page asked = page();
        panel.progress(0, Texts.of("colorize.state.running"));
        service.start(asked.request(panel.model()), new ColorizeService.Listener() {
            @Override
            public void progressed(double fraction) {
                Platform.runLater(() -> panel.progress(fraction, Texts.of("colorize.state.running")));
            }

            @Override
            public void finished(Colored now) {
                Platform.runLater(() -> arrived(asked, now));
            }

            @Override
            public void failed(String sentence) {
                Platform.runLater(() -> {
                    panel.progress(0, sentence);
                    host.error(sentence);
                });
            }
        });
    }

    private void arrived(Page asked, Colored now) {
        if (asked.sketch() == page().sketch() && asked.isComplete()) {
            coloured = now;
            colouredPage = asked;
            showResult();
            panel.setHasResult(true);
            panel.progress(1, Texts.of("colorize.state.done"));
        }
    }

    private void showResult() {
        Colored now = coloured;
        boolean lines = panel.showsLines();
        host.tasks().run(() -> lines ? now.picture() : now.withoutLines(), picture -> {
            if (now == coloured && lines == panel.showsLines()) {
                showOn(result, picture);
            }
        }, host::error);
    }

    private void drawHints(GraphicsContext g, Camera camera) {
        List<Hint> hints = page().hints();
        for (int i = 0; i < hints.size(); i++) {
            Hint h = i == grabbedHint && draggedTo != null ? draggedTo : hints.get(i);
            double x = camera.x() + (h.x() + 0.5) * camera.scale();
            double y = camera.y() + (h.y() + 0.5) * camera.scale();
            g.setFill(Color.color(h.red(), h.green(), h.blue()));
            g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
            g.setLineWidth(2);
            g.setStroke(Color.WHITE);
            g.strokeOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
            g.setLineWidth(1);
            g.setStroke(Color.BLACK);
            g.strokeOval(x - DOT - 1.5, y - DOT - 1.5, 2 * DOT + 3, 2 * DOT + 3);
        }
        if (pointer != null) {
            double x = camera.x() + pointer[0] * camera.scale();
            double y = camera.y() + pointer[1] * camera.scale();
            g.setLineWidth(1.5);
            g.setStroke(Color.web("#d4a84b"));
            g.strokeLine(x - 10, y, x + 10, y);
            g.strokeLine(x, y - 10, x, y + 10);
        }
    }

    /** A place of the sketch or the result was pointed at: shows where its colour came from. */
    private void pointAt(double x, double y) {
        pointer = new double[] {x, y};
        if (coloured != null) {
            List<Correspondence.Source> sources = coloured.correspondence().of((int) x, (int) y);
            int best = 0;
            for (int i = 1; i < sources.size(); i++) {
                best = sources.get(i).share() > sources.get(best).share() ? i : best;
            }
            Picture from = colouredPage.references().get(best).picture();
            int place = placeOf(from);
            if (place >= 0) {
                if (place != chosenReference) {
                    showReference(place);
                }
                setHeat(new HeatMap(sources.get(best)));
                panel.source(Texts.of(sources.size() > 1 ? "colorize.source.of" : "colorize.source",
                        Math.round(100 * heat.peak()), place + 1, Math.round(100 * sources.get(best).share())));
            }
        }
        sketch.refresh();
        result.refresh();
    }

    /** References may have gone since the result was made. */
    private int placeOf(Picture picture) {
        for (int i = 0; i < page().references().size(); i++) {
            if (page().references().get(i).picture() == picture) {
                return i;
            }
        }
        return -1;
    }

    private void setHeat(HeatMap map) {
        heat = map;
        if (map == null) {
            panel.source("");
        }
        reference.refresh();
    }

    /** Points at places, sets hints, drags them and takes them away. */
    private final class HintGestures implements PicturePane.Gestures {
        @Override
        public void hovered(double x, double y) {
            pointAt(x, y);
        }

        @Override
        public void left() {
            if (pointer != null) {
                pointer = null;
                setHeat(null);
                sketch.refresh();
                result.refresh();
            }
        }

        @Override
        public void clicked(double x, double y) {
            change(page().with(hint(x, y, panel.colour())));
        }

        @Override
        public boolean grab(double x, double y, double near) {
            grabbedHint = page().hintAt(x, y, near);
            if (grabbedHint >= 0) {
                Hint h = page().hints().get(grabbedHint);
                panel.setColour(Color.color(h.red(), h.green(), h.blue()));
            }
            return grabbedHint >= 0;
        }

        @Override
        public void dragged(double x, double y) {
            Hint h = page().hints().get(grabbedHint);
            draggedTo = new Hint((int) x, (int) y, h.red(), h.green(), h.blue());
            sketch.refresh();
            result.refresh();
        }

        @Override
        public void dropped() {
            if (draggedTo != null) {
                Page next = page().withHint(grabbedHint, draggedTo);
                draggedTo = null;
                change(next);
            }
        }

        @Override
        public void removed(double x, double y, double near) {
            int at = page().hintAt(x, y, near);
            if (at >= 0) {
                grabbedHint = -1;
                change(page().withoutHint(at));
            }
        }
    }

    private static Hint hint(double x, double y, Color c) {
        return new Hint((int) x, (int) y, (float) c.getRed(), (float) c.getGreen(), (float) c.getBlue());
    }

    /** The hint that was touched last takes the colour. */
    @Override
    public void colourChosen(Color colour) {
        if (grabbedHint >= 0 && grabbedHint < page().hints().size()) {
            Hint h = page().hints().get(grabbedHint);
            change(page().withHint(grabbedHint, hint(h.x(), h.y(), colour)));
        }
    }

    @Override
    public void clearHints() {
        grabbedHint = -1;
        change(page().withHints(List.of()));
    }

    private void takeSketch(List<Path> files) {
        if (!files.isEmpty()) {
            Path file = files.getFirst();
            host.tasks().run(() -> Opened.of(file, PictureReader.read(file)), this::begin, host::error);
        }
    }

    /** A picture that is to be the sketch. */
    private record Opened(Page.Source source, boolean painted) {
        static Opened of(Path file, Picture picture) {
            return new Opened(new Page.Source(file, picture, 1), ColorizeRequest.looksPainted(picture));
        }
    }

    private void begin(Opened opened) {
        grabbedHint = -1;
        change(page().withSketch(opened.source(), opened.painted()));
    }

    private void takeReferences(List<Path> files) {
        if (files.isEmpty()) {
            return;
        }
        host.tasks().run(() -> {
            List<Page.Source> read = new ArrayList<>();
            for (Path file : files) {
                read.add(new Page.Source(file, PictureReader.read(file), 1));
            }
            return read;
        }, read -> {
            List<Page.Source> all = new ArrayList<>(page().references());
            chosenReference = all.size();
            all.addAll(read);
            change(page().withReferences(all));
        }, host::error);
    }

    @Override
    public boolean take(List<Path> pictures) {
        boolean first = page().sketch() == null && !pictures.isEmpty();
        if (first) {
            takeSketch(pictures);
        }
        takeReferences(first ? pictures.subList(1, pictures.size()) : pictures);
        return true;
    }

    @Override
    public void offer(Path file, Picture picture) {
        if (page().sketch() == null) {
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
            setHeat(null);
            strip.choose(place);
        }
        showOn(reference, place < page().references().size() ? page().references().get(place).picture() : null);
    }

    @Override
    public void removeReference(int place) {
        change(page().withoutReference(place));
    }

    @Override
    public void weigh(int place, double weight) {
        if (place < page().references().size() && page().references().get(place).weight() != weight) {
            history.add(page().withWeight(place, weight));
            // the strip stays as it is: its slider is in the user's hand
            shown = page();
            show();
        }
    }

    @Override
    public void lineArt(boolean on) {
        change(page().withLineArt(on));
    }

    @Override
    public void showLines(boolean on) {
        if (coloured != null) {
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
        grabbedHint = -1;
        show();
    }

    @Override
    public void redo() {
        history.redo();
        grabbedHint = -1;
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
        colour();
    }

    @Override
    public void save() {
        boolean lines = panel.showsLines();
        save("colorize.suffix", ".png", now -> lines ? now.picture() : now.withoutLines());
    }

    @Override
    public void saveColours() {
        save("colorize.suffix.colours", ".png", Colored::colourLayer);
    }

    private void save(String suffix, String ending, Function<Colored, Picture> what) {
        saveAs(suffix, ending, (now, file) -> PictureWriter.write(what.apply(now), file, WriteOptions.DEFAULT));
    }

    @Override
    public void saveLayers() {
        saveAs("colorize.suffix", ".ora", LayerFiles::writeLayers);
    }

    @FunctionalInterface
    private interface Writer {
        void write(Colored now, Path file) throws PictureException;
    }

    private void saveAs(String suffix, String ending, Writer writer) {
        if (coloured == null) {
            host.error(Texts.of("colorize.save.nothing"));
            return;
        }
        Colored now = coloured;
        Path from = colouredPage.sketch().file().toAbsolutePath();
        String stem = from.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        List<Path> originals = new ArrayList<>(List.of(from));
        colouredPage.references().forEach(r -> originals.add(r.file()));
        host.askSave(from.resolveSibling(stem + Texts.of(suffix) + ending)).ifPresent(file -> host.tasks().run(() -> {
            if (originals.stream().anyMatch(o -> SameFile.are(o, file))) {
                throw new KintsugiException(Texts.of("save.original"));
            }
            writer.write(now, file);
            return file;
        }, written -> host.note(Texts.of("saved", written)), host::error));
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
    public void close() {
        moment.stop();
        service.cancel();
    }
}
