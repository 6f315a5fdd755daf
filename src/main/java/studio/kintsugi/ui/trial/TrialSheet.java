package studio.kintsugi.ui.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.Blend;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.service.restoration.RestoredPicture;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelText;

/** Models on one part of the picture side by side; below them, the chosen one at several strengths. */
public final class TrialSheet extends VBox {
    /** Side of the part that is tried, picture pixels. */
    public static final int PART = 256;

    private static final int[] PERCENT = {25, 50, 75, 100};

    private final InferenceService service;
    private final BackgroundTasks tasks;
    private final Consumer<Step> chosen;
    private final List<Trial> trials;
    private final ToggleGroup models = new ToggleGroup();
    private final ToggleGroup strengths = new ToggleGroup();
    private final FlowPane modelTiles = new FlowPane(10, 10);
    private final FlowPane strengthTiles = new FlowPane(10, 10);
    private final Label state = Controls.text("", "text-muted");
    private final Button use;
    private final Button close;
    private final List<Job<?, ?>> jobs = new ArrayList<>();
    private boolean ended;

    /**
     * A model to try.
     *
     * @param step what it would do, at full strength
     */
    public record Trial(ModelCard card, Step step) {}

    /** What came of a trial; {@code before} has the size of {@code after}. */
    private record Outcome(Step step, Picture before, Picture after) {}

    /**
     * @param trials at least one
     * @param part gives the part of the picture, at most {@link #PART} pixels a side; slow
     * @param chosen receives the step with the strength that was chosen
     * @param onClose closes the sheet
     */
    public TrialSheet(List<Trial> trials, Callable<Picture> part, InferenceService service, BackgroundTasks tasks,
            Consumer<Step> chosen, Runnable onClose) {
        super(12);
        this.trials = List.copyOf(trials);
        this.service = service;
        this.tasks = tasks;
        this.chosen = chosen;
        setId("trials");
        getStyleClass().addAll("page", "trials");
        close = Controls.iconButton("trials-close", "fth-x", Texts.text("page.close.hint"), onClose);
        use = Controls.button("trials-use", Texts.text("trial.use"), null, Texts.text("trial.use.hint"), () -> {
            choose();
            onClose.run();
        });
        use.getStyleClass().add("accent");
        use.setDisable(true);
        state.setId("trials-state");
        HBox head = new HBox(12, Controls.text(Texts.text("trial.title"), "title-3"), Controls.gap(), close);
        HBox foot = new HBox(12, state, Controls.gap(), use);
        foot.setAlignment(Pos.CENTER_LEFT);
        VBox tiles = new VBox(10, Controls.text(Texts.text("trial.models"), "text-bold"), modelTiles,
                Controls.text(Texts.text("trial.strengths"), "text-bold"), strengthTiles);
        ScrollPane scroll = Controls.scrolling(tiles);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, Controls.text(Texts.text("trial.explained"), "text-muted"), scroll, foot);
        models.selectedToggleProperty().addListener((o, was, is) -> keepOne(models, was == null ? null
                : (TrialTile) was, is == null));
        models.selectedToggleProperty().addListener((o, was, is) -> showStrengths());
        strengths.selectedToggleProperty().addListener((o, was, is) -> keepOne(strengths, was == null ? null
                : (TrialTile) was, is == null));
        sceneProperty().addListener((o, was, is) -> {
            if (is == null) {
                end();
            }
        });
        Texts.say(state, "trial.running", 0, trials.size());
        tasks.run(part, this::begin, sentence -> Texts.sayPlain(state, sentence));
    }

    /** What has the focus when the sheet is shown. */
    public Node first() {
        return close;
    }

    private static void keepOne(ToggleGroup group, TrialTile was, boolean none) {
        if (none && was != null && group.getToggles().contains(was)) {
            group.selectToggle(was);
        }
    }

    private void begin(Picture part) {
        if (ended) {
            return;
        }
        TrialTile original = new TrialTile("trial-original", Texts.text("trial.original"));
        original.show(part);
        original.setDisable(true);
        original.setOpacity(1);
        modelTiles.getChildren().setAll(original);
        for (Trial trial : trials) {
            TrialTile tile = new TrialTile("trial-" + trial.card().id(),
                    Texts.text(() -> ModelText.title(trial.card())));
            tile.setToggleGroup(models);
            modelTiles.getChildren().add(tile);
            jobs.add(service.run(part, trial.step(), RunOptions.WHOLE,
                    new JobListener<RestorationProgress, RestoredPicture>() {
                        @Override
                        public void finished(Job<RestorationProgress, RestoredPicture> job, RestoredPicture made) {
                            arrived(trial, tile, part, made.picture());
                        }

                        @Override
                        public void failed(Job<RestorationProgress, RestoredPicture> job, KintsugiException failure) {
                            Texts.say(state, () -> Sentences.of(failure));
                        }
                    }.on(Platform::runLater)));
        }
    }

    private void arrived(Trial trial, TrialTile tile, Picture part, Picture made) {
        tasks.run(() -> new Outcome(trial.step(), Replay.beside(part, made.bounds()), made), outcome -> {
            tile.setUserData(outcome);
            tile.show(outcome.after());
            long done = models.getToggles().stream().filter(t -> t.getUserData() != null).count();
            Texts.say(state, done < trials.size() ? "trial.running" : "trial.done", done, trials.size());
            if (models.getSelectedToggle() == null) {
                models.selectToggle(tile);
            }
        }, sentence -> Texts.sayPlain(state, sentence));
    }

    private void showStrengths() {
        strengthTiles.getChildren().clear();
        strengths.getToggles().clear();
        if (models.getSelectedToggle() == null) {
            return;
        }
        Outcome outcome = (Outcome) models.getSelectedToggle().getUserData();
        for (int percent : PERCENT) {
            TrialTile tile = new TrialTile("trial-strength-" + percent, Texts.text("percent", percent));
            tile.setToggleGroup(strengths);
            tile.setUserData(percent / 100.0);
            tile.show(Blend.of(outcome.before(), outcome.after(), percent / 100.0));
            strengthTiles.getChildren().add(tile);
        }
        strengths.selectToggle(strengths.getToggles().getLast());
        use.setDisable(false);
    }

    private void choose() {
        Outcome outcome = (Outcome) models.getSelectedToggle().getUserData();
        chosen.accept(outcome.step().withStrength((double) strengths.getSelectedToggle().getUserData()));
    }

    private void end() {
        ended = true;
        jobs.forEach(Job::cancel);
    }
}
