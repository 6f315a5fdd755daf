package studio.kintsugi.ui.dream;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.mesh.MeshFile;
import studio.kintsugi.service.dream.DreamFolder;
import studio.kintsugi.service.dream.DreamGallery;
import studio.kintsugi.service.dream.DreamOrder;
import studio.kintsugi.service.dream.DreamPart;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.service.dream.DreamVariations;
import studio.kintsugi.service.dream.FieldExport;
import studio.kintsugi.service.dream.KeptDream;
import studio.kintsugi.service.dream.VariationProgress;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.store.Directories;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** Dream in the window: viewport, variations, gallery and panel. For the JavaFX thread. */
final class DreamWorkspace implements Workspace, DreamPanel.Actions {
    private static final int STILL = 1024;
    private static final int FRAMES = 48;

    private final DreamService dreams;
    private final ToolHost host;
    private final ViewportPane viewport = new ViewportPane();
    private final DreamPanel panel = new DreamPanel(this);
    /** How often a dream's cost was asked for: an answer to an earlier question is passed over. */
    private int weighed;
    private final DreamStrip strip = new DreamStrip(new GalleryActions());
    private final Label empty = Controls.text(Texts.text("dream.empty"), "text-muted");
    private final StackPane stage = new StackPane(viewport, empty);
    private final VBox center;
    private final ShownDream shown;
    private final ViewControls controls;
    private final Button back = Controls.button("variations-back", Texts.text("dream.variations.back"), "fth-grid",
            Texts.text("dream.variations.back.hint"), () -> showSheet(true));
    private VariationSheet sheet;
    private Job<?, ?> job;
    private String name;
    private Path savedIn = Directories.home();

    DreamWorkspace(DreamService dreams, ToolHost host) {
        this.dreams = dreams;
        this.host = host;
        shown = new ShownDream(dreams, viewport, host::error);
        controls = new ViewControls(viewport, shown.detail(), this::save);
        Label notice = Controls.text("", "text-muted");
        notice.textProperty().bind(viewport.noticeProperty());
        notice.managedProperty().bind(notice.textProperty().isNotEmpty());
        empty.setMouseTransparent(true);
        back.setVisible(false);
        StackPane.setAlignment(back, Pos.TOP_LEFT);
        stage.getChildren().add(back);
        stage.setMinSize(0, 0);
        VBox.setVgrow(stage, Priority.ALWAYS);
        center = new VBox(notice, stage, controls, strip);
        showGallery();
        modelsChanged();
    }

    @Override
    public Node center() {
        return center;
    }

    @Override
    public Optional<String> documentName() {
        return Optional.ofNullable(name);
    }

    @Override
    public String status() {
        return name == null ? Texts.of("dream.empty") : name;
    }

    @Override
    public Node panel() {
        return panel;
    }

    @Override
    public void modelsChanged() {
        host.tasks().run(dreams::guides, panel::offerGuidance, host::error);
    }

    @Override
    public void run() {
        dream(panel.request(), DreamPart.WHOLE);
    }

    private void dream(DreamRequest request, DreamPart part) {
        showSheet(false);
        panel.begun();
        job = dreams.start(DreamOrder.inGallery(request, part), new DreamListener(request));
    }

    /** Shows how a dream goes. */
    private final class DreamListener implements JobListener<DreamRun.Progress, KeptDream> {
        private final DreamRequest request;
        private final PreviewThrottle previews = new PreviewThrottle();

        DreamListener(DreamRequest request) {
            this.request = request;
        }

        @Override
        public void progressed(Job<DreamRun.Progress, KeptDream> job, Progress<DreamRun.Progress> p) {
            // the field is read here, before the next step changes it
            VoxelField now = previews.at(p.detail());
            onScreen(job, () -> {
                panel.progressed(p);
                if (now != null) {
                    called(request.prompt());
                    shown.showLive(now);
                }
            });
        }

        @Override
        public void finished(Job<DreamRun.Progress, KeptDream> job, KeptDream dream) {
            onScreen(job, () -> {
                DreamRun.Result result = dream.result();
                show(request.prompt(), result.field(), Optional.of(result.request()));
                panel.ended(() -> Texts.of("dream.done", result.reports().size(), result.seconds(),
                        result.stepsPerSecond()));
                result.remarks().forEach(r -> host.note(Sentences.of(r)));
                showGallery();
            });
        }

        @Override
        public void failed(Job<DreamRun.Progress, KeptDream> job, KintsugiException failure) {
            onScreen(job, () -> failedWith(Sentences.of(failure)));
        }

        @Override
        public void cancelled(Job<DreamRun.Progress, KeptDream> job) {
            onScreen(job, () -> panel.ended(() -> ""));
        }
    }

    /** On the JavaFX thread, unless a newer dream was begun by then. */
    private static void onScreen(Job<?, ?> job, Runnable action) {
        Platform.runLater(() -> job.ifWanted(action));
    }

    private void failedWith(String sentence) {
        panel.ended(() -> "");
        host.error(sentence);
    }

    /** Sketches several seeds side by side, so that one can be continued. */
    @Override
    public void vary() {
        DreamRequest request = panel.request();
        VariationSheet own = new VariationSheet(request.prompt(), request.seed(), DreamVariations.USUAL, this::look,
                this::resume, () -> showSheet(false));
        panel.begun();
        job = dreams.vary(request, DreamVariations.USUAL, new VariationListener(own));
    }

    /** Shows how variations go. */
    private final class VariationListener implements JobListener<VariationProgress, List<DreamRun.Result>> {
        private final VariationSheet own;
        private final PreviewThrottle previews = new PreviewThrottle();

        VariationListener(VariationSheet own) {
            this.own = own;
        }

        @Override
        public void progressed(Job<VariationProgress, List<DreamRun.Result>> job,
                Progress<VariationProgress> progress) {
            int index = progress.detail().index();
            progress.detail().step().ifPresent(p -> {
                VoxelField now = previews.at(p);
                Image image = now == null ? null : FieldImages.of(now, VariationSheet.SIDE);
                onScreen(job, () -> {
                    if (index == 0 && p.report().step() == 1) {
                        use(own);
                    }
                    panel.varying(index, DreamVariations.USUAL, p, progress.secondsLeft());
                    if (image != null) {
                        own.show(index, image);
                    }
                });
            });
            progress.detail().result().ifPresent(result -> {
                Image image = FieldImages.of(result.field(), VariationSheet.SIDE);
                onScreen(job, () -> own.done(index, result, image));
            });
        }

        @Override
        public void finished(Job<VariationProgress, List<DreamRun.Result>> job, List<DreamRun.Result> variations) {
            onScreen(job, () -> {
                panel.ended(() -> Texts.of("dream.varied", variations.size()));
                variations.getFirst().remarks().forEach(r -> host.note(Sentences.of(r)));
            });
        }

        @Override
        public void failed(Job<VariationProgress, List<DreamRun.Result>> job, KintsugiException failure) {
            onScreen(job, () -> failedWith(Sentences.of(failure)));
        }

        @Override
        public void cancelled(Job<VariationProgress, List<DreamRun.Result>> job) {
            onScreen(job, () -> panel.ended(() -> ""));
        }
    }

    private void use(VariationSheet other) {
        if (sheet != null) {
            stage.getChildren().remove(sheet);
        }
        sheet = other;
        stage.getChildren().add(sheet);
        showSheet(true);
    }

    private void showSheet(boolean visible) {
        if (sheet != null) {
            sheet.setVisible(visible);
            back.setVisible(!visible);
        }
        controls.setVisible(sheet == null || !visible);
        controls.setManaged(controls.isVisible());
    }

    private void look(DreamRun.Result sketch) {
        showSheet(false);
        show(sketch.request().prompt(), sketch.field(), Optional.of(sketch.request()));
    }

    private void resume(DreamRun.Result sketch) {
        DreamRequest settings = panel.request();
        panel.setSeed(sketch.request().seed());
        dream(sketch.request().limited(settings.steps(), settings.minutes()),
                DreamPart.rest(sketch.field(), sketch.reached()));
    }

    private void resume(DreamGallery.Entry entry) {
        DreamRequest settings = panel.request();
        host.tasks().run(() -> DreamFolder.read(entry.folder()), begun -> {
            panel.setPrompt(begun.request().prompt());
            panel.setSeed(begun.request().seed());
            dream(begun.request().limited(settings.steps(), settings.minutes()).guidedBy(settings.guidance()),
                    begun.part());
        }, host::error);
    }

    /**
     * Shows a field.
     *
     * @param request that it was dreamt from; empty where that is not known
     */
    private void show(String called, VoxelField field, Optional<DreamRequest> request) {
        called(called);
        shown.show(field, request);
    }

    private void called(String what) {
        boolean other = !what.equals(name);
        name = what;
        if (other) {
            host.historyChanged();
        }
        controls.setDisable(false);
        empty.setVisible(false);
    }

    private void showGallery() {
        host.tasks().run(dreams::kept, entries -> {
            strip.show(entries);
            panel.offerPrompts(entries.stream().map(DreamGallery.Entry::prompt).toList());
        }, host::error);
    }

    /** What the gallery asks for. */
    private final class GalleryActions implements DreamStrip.Actions {
        @Override
        public void open(DreamGallery.Entry dream) {
            DreamWorkspace.this.open(dream);
        }

        @Override
        public void resume(DreamGallery.Entry dream) {
            DreamWorkspace.this.resume(dream);
        }

        @Override
        public void delete(DreamGallery.Entry dream) {
            if (host.confirm(Texts.of("dream.delete.question", dream.prompt()))) {
                host.tasks().run(() -> {
                    DreamGallery.delete(dream);
                    return dream;
                }, gone -> {
                    host.note(Texts.of("dream.deleted", gone.prompt()));
                    showGallery();
                }, host::error);
            }
        }

        @Override
        public void openFolder(DreamGallery.Entry dream) {
            host.browse(dream.folder().toUri().toString());
        }

        @Override
        public void openGallery() {
            host.browse(dreams.gallery().toUri().toString());
        }
    }

    private void open(DreamGallery.Entry entry) {
        host.tasks().run(() -> DreamFolder.read(entry.folder()), dream -> {
            panel.setPrompt(entry.prompt());
            showSheet(false);
            show(entry.prompt(), dream.part().field().orElseThrow(), Optional.of(dream.request()));
        }, host::error);
    }

    /** Opens field files; the last of several is shown. */
    @Override
    public boolean take(List<Path> files) {
        List<Path> fields = files.stream().filter(f -> f.getFileName().toString().matches("(?i).*\\.kfield")).toList();
        if (fields.isEmpty()) {
            return false;
        }
        Path file = fields.getLast();
        host.tasks().run(() -> dreams.open(file),
                field -> show(file.getFileName().toString().replaceFirst("\\.[^.]*$", ""), field,
                        Optional.empty()), host::error);
        return true;
    }

    @Override
    public void pause(boolean wait) {
        if (job != null) {
            if (wait) {
                job.pause();
            } else {
                job.resume();
            }
        }
    }

    @Override
    public void weigh() {
        DreamRequest request = panel.request();
        int asked = ++weighed;
        host.tasks().run(() -> dreams.cost(request), cost -> {
            if (asked == weighed) {
                panel.showCost(cost);
            }
        }, host::error);
    }

    @Override
    public void stop() {
        if (job != null) {
            job.cancel();
        }
    }

    /** Asks for a file; its ending says whether field, mesh, still or turntable. Finished dreams are kept anyway. */
    @Override
    public void save() {
        shown.field().ifPresentOrElse(this::save, () -> host.note(Texts.of("dream.save.nothing")));
    }

    private void save(VoxelField field) {
        FieldExport.Settings settings = new FieldExport.Settings(viewport.view().camera(), STILL,
                controls.turntable(), FRAMES, MeshFile.Settings.USUAL, !viewport.view().shaded(), false);
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
