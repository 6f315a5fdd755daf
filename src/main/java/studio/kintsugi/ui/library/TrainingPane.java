package studio.kintsugi.ui.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.RestoredPicture;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.service.training.TrainedModel;
import studio.kintsugi.service.training.TrainingProgress;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.CompareView;

/**
 * The page on which a model is trained further or pruned: settings, progress, and the result in figures and a picture.
 * For the JavaFX thread.
 */
final class TrainingPane extends VBox {
    private static final int USUAL_MINUTES = 20;

    private final String kind;
    private final Starter starter;
    private final InferenceService service;
    private final BackgroundTasks tasks;
    private final TextField folder = new TextField();
    private final Spinner<Integer> minutes;
    private final Spinner<Integer> share;
    private final Button start;
    private final Button stop;
    private final ProgressBar bar = new ProgressBar(0);
    private final Label state = Controls.text("", "text-muted");
    private final VBox outcome = new VBox(8);
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper("");
    private final ObservableValue<String> model;
    private Job<?, ?> job;

    /** Starts the job. */
    interface Starter {
        /**
         * @param share of the operations to be left, where that is a setting
         */
        Job<?, ?> start(Path folder, double minutes, double share,
                JobListener<TrainingProgress, TrainedModel> listener);
    }

    /**
     * @param kind {@code teach} or {@code faster}: prefix of its texts
     * @param model title of the original model, in the language of the window
     * @param usualShare default share of the operations to be left, where that is a setting
     * @param back called to return to the list
     */
    TrainingPane(String kind, ObservableValue<String> model, Optional<Double> usualShare, Starter starter,
            InferenceService service, ModelQuestions questions, BackgroundTasks tasks, Runnable back) {
        this.kind = kind;
        this.model = model;
        this.starter = starter;
        this.service = service;
        this.tasks = tasks;
        setId("making");
        setSpacing(12);
        Controls.describe(folder, "making-folder", Texts.text(kind + ".folder.hint"));
        folder.promptTextProperty().bind(Texts.text(kind + ".folder"));
        HBox.setHgrow(folder, Priority.ALWAYS);
        HBox where = new HBox(8, folder, Controls.button("making-browse", Texts.text("browse"), "fth-folder",
                Texts.text(kind + ".folder.hint"),
                () -> questions.folder(Texts.of(kind + ".folder")).ifPresent(f -> folder.setText(f.toString()))));
        minutes = Controls.describe(new Spinner<>(1, 24 * 60, USUAL_MINUTES), "making-minutes",
                Texts.text("making.minutes.hint"));
        minutes.setEditable(true);
        minutes.setPrefWidth(110);
        share = Controls.describe(new Spinner<>(10, 90, (int) Math.round(100 * usualShare.orElse(1.0)), 5),
                "making-share", Texts.text("faster.share.hint"));
        share.setEditable(true);
        share.setPrefWidth(110);
        HBox settings = new HBox(10, Controls.labelFor(minutes, Texts.text("making.minutes")), minutes);
        settings.setAlignment(Pos.CENTER_LEFT);
        if (usualShare.isPresent()) {
            settings.getChildren().addAll(Controls.labelFor(share, Texts.text("faster.share")), share);
        }
        start = Controls.button("making-start", Texts.text(kind + ".start"), "fth-play",
                Texts.text(kind + ".start.hint"),
                this::begin);
        start.getStyleClass().add("accent");
        stop = Controls.button("making-stop", Texts.text("making.stop"), "fth-square", Texts.text(kind + ".stop.hint"),
                () -> job.cancel());
        bar.setId("making-progress");
        bar.accessibleTextProperty().bind(Texts.text("making.progress"));
        bar.setMaxWidth(Double.MAX_VALUE);
        state.setId("making-state");
        outcome.setId("making-outcome");
        VBox.setVgrow(outcome, Priority.ALWAYS);
        HBox head = new HBox(8, Controls.iconButton("making-back", "fth-arrow-left", Texts.text("making.back.hint"),
                back), Controls.text(Texts.text(kind + ".title", model), "title-4"));
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, Controls.text(Texts.text(kind + ".explained"), "text-muted"), where, settings,
                new HBox(8, start, stop), bar, state, outcome);
        setRunning(false);
    }

    /** Whether a job is running. */
    boolean isRunning() {
        return start.isDisabled();
    }

    /** What runs and how far it is, or that it is done; empty where nothing was begun. */
    ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }

    private void setRunning(boolean running) {
        start.setDisable(running);
        stop.setDisable(!running);
        bar.setVisible(running);
    }

    private void begin() {
        Path from = Path.of(folder.getText().strip());
        if (folder.getText().isBlank() || !Files.isDirectory(from)) {
            Texts.say(state, "making.no.folder");
            return;
        }
        outcome.getChildren().clear();
        setRunning(true);
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        Texts.say(state, "making.reading");
        job = starter.start(from, minutes.getValue(), share.getValue() / 100.0,
                new JobListener<TrainingProgress, TrainedModel>() {
                    @Override
                    public void progressed(Job<TrainingProgress, TrainedModel> job, Progress<TrainingProgress> p) {
                        show(p);
                    }

                    @Override
                    public void finished(Job<TrainingProgress, TrainedModel> job, TrainedModel made) {
                        show(made);
                    }

                    @Override
                    public void failed(Job<TrainingProgress, TrainedModel> job, KintsugiException failure) {
                        ended(Sentences.of(failure));
                    }

                    @Override
                    public void cancelled(Job<TrainingProgress, TrainedModel> job) {
                        setRunning(false);
                        Texts.say(state, "making.cancelled");
                    }
                }.on(Platform::runLater));
    }

    private void ended(String sentence) {
        setRunning(false);
        Texts.sayPlain(state, sentence);
        activity.bind(Texts.text("making.ended", model));
    }

    private void show(Progress<TrainingProgress> p) {
        TrainingProgress now = p.detail();
        bar.setProgress((now.stage() - 1 + p.fraction()) / now.stages());
        Texts.say(state, () -> state(now, p.secondsLeft()));
        activity.bind(Texts.text("making.activity", model, Math.round(100 * bar.getProgress())));
    }

    private String state(TrainingProgress now, double secondsLeft) {
        String what = Texts.of(kind + ".stage." + now.stage());
        String left = Double.isNaN(secondsLeft) ? ""
                : Texts.of("making.left", Quantities.duration(secondsLeft));
        String psnr = now.psnr().isPresent() ? Texts.of("making.psnr", now.psnr().getAsDouble()) : "";
        return String.join("  ·  ", Stream.of(what, left, psnr).filter(t -> !t.isEmpty()).toList());
    }

    private void show(TrainedModel made) {
        setRunning(false);
        activity.bind(Texts.text("making.ended", model));
        Texts.say(state, () -> Texts.of("making.done", ModelText.title(made.after())));
        GridPane table = new GridPane(18, 4);
        table.setId("making-figures");
        table.addRow(0, new Label(), heading("making.before"), heading("making.after"));
        for (TrainedModel.Figure f : made.figures()) {
            Label name = Texts.say(new Label(), () -> f.name().isEmpty()
                    ? Texts.of("figure." + f.kind().name().toLowerCase(Locale.ROOT)) : f.name());
            String format = "figure." + f.kind().name().toLowerCase(Locale.ROOT) + ".value";
            table.addRow(table.getRowCount(), name, Texts.say(new Label(), format, f.before()),
                    Texts.say(new Label(), format, f.after()));
        }
        CompareView view = new CompareView(tasks.executor());
        view.setMinHeight(220);
        VBox.setVgrow(view, Priority.ALWAYS);
        outcome.getChildren().setAll(table, Controls.text(Texts.text("making.example"), "text-muted", "text-small"),
                view);
        compare(made, view);
    }

    private static Label heading(String key) {
        return Controls.text(Texts.text(key), "text-bold");
    }

    /** Compares the results of both models on the example, the old one's on the left. */
    private void compare(TrainedModel made, CompareView view) {
        CompletableFuture<Picture> before = run(made.example(), made.before());
        CompletableFuture<Picture> after = run(made.example(), made.after());
        before.thenAcceptBoth(after, (a, b) -> Platform.runLater(() -> view.show(a, b, 1)))
                .exceptionally(e -> {
                    if (e.getCause() instanceof KintsugiException failure) {
                        Platform.runLater(() -> Texts.say(state, () -> Sentences.of(failure)));
                    }
                    return null;
                });
    }

    private CompletableFuture<Picture> run(Picture example, ModelCard card) {
        Step step = new Step(card.task(), card.id(), card.sha256(), Map.of());
        return service.run(example, step, RunOptions.WHOLE, JobListener.none()).result()
                .thenApply(RestoredPicture::picture);
    }
}
