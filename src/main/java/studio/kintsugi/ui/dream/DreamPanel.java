package studio.kintsugi.ui.dream;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.kintsugi.Sentence;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.GuidanceVocabulary;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;

/** Settings and progress of a dream. Leaves everything else to its {@link Actions}. */
final class DreamPanel extends VBox {
    private final PromptBox prompt = new PromptBox(this::enter);
    private final TextField negative =
            Controls.describe(new TextField(), "negative", Texts.text("dream.negative.hint"));
    private final SeedBox seed = new SeedBox();
    private final CheckBox symmetric = Controls.describe(Texts.say(new CheckBox(), "dream.symmetric"), "symmetric",
            Texts.text("dream.symmetric.hint"));
    private final GuidancePicker guidance;
    private final BudgetPicker budget;
    private final Label cost = Controls.text("", "text-muted", "text-small");
    private final DreamCurves curves = new DreamCurves();
    private final ScoreBar score = new ScoreBar();
    private final TitledPane curvesPane = Texts.say(new TitledPane("", curves), "dream.curves");
    private final ProgressBar bar = new ProgressBar(0);
    private final Label state = Controls.text("", "text-muted");
    private final Button run;
    private final Button vary;
    private final Button pause;
    private final Button stop;
    private final Actions actions;
    private boolean paused;

    /** What the user asks for. */
    interface Actions {
        void run();

        void vary();

        void pause(boolean wait);

        void stop();

        /** What the dream costs may have changed. */
        void weigh();
    }

    DreamPanel(Actions actions) {
        getStyleClass().add("tool-panel");
        setId("dream-panel");
        this.actions = actions;
        guidance = new GuidancePicker(this::guidanceChanged);
        budget = new BudgetPicker(actions::weigh);
        cost.setId("dream-cost");
        cost.managedProperty().bind(cost.textProperty().isNotEmpty());
        symmetric.setSelected(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("dream-progress");
        bar.accessibleTextProperty().bind(Texts.text("dream.progress"));
        state.setId("dream-state");
        run = Controls.button("dream-run", Texts.text("dream.run"), "fth-play", Texts.text("dream.run.hint"),
                actions::run);
        run.getStyleClass().add("accent");
        vary = Controls.button("dream-vary", Texts.text("dream.vary"), "fth-grid", Texts.text("dream.vary.hint"),
                actions::vary);
        pause = Controls.button("dream-pause", Texts.text("dream.pause"), null, Texts.text("dream.pause.hint"), () -> {
            showPaused(!paused);
            actions.pause(paused);
        });
        stop = Controls.button("dream-stop", Texts.text("dream.stop"), null, Texts.text("dream.stop.hint"),
                actions::stop);
        VBox settings = new VBox(10, prompt, Controls.labelFor(negative, Texts.text("dream.negative")), negative,
                Controls.labelFor(seed.control(), Texts.text("dream.seed")), seed, symmetric, guidance, budget);
        settings.getStyleClass().add("settings");
        ScrollPane scroll = new ScrollPane(settings);
        scroll.getStyleClass().add("settings-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(Controls.text(Texts.text("task.dream"), "title-3"),
                Controls.text(Texts.text("tool.dream.summary"), "text-muted"), scroll, score, curvesPane, bar, state,
                cost, wide(run, vary), wide(pause, stop));
        for (Node child : getChildren()) {
            if (child instanceof Label label) {
                label.setMinHeight(Region.USE_PREF_SIZE);
            }
        }
        Controls.describe(curvesPane, "dream-curves", Texts.text("dream.scores"));
        curvesPane.setExpanded(false);
        curvesPane.setAnimated(false);
        curvesPane.getStyleClass().add("figures");
        curvesPane.visibleProperty().bind(score.visibleProperty());
        curvesPane.managedProperty().bind(score.visibleProperty());
        setRunning(false);
    }

    private void enter() {
        run.fire();
    }

    private static HBox wide(Button... buttons) {
        HBox row = new HBox(8, buttons);
        for (Button button : buttons) {
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setMaxWidth(Double.MAX_VALUE);
        }
        return row;
    }

    private void guidanceChanged() {
        prompt.use(guidance.chosen());
        actions.weigh();
    }

    /** Updates the guidance models offered. */
    void offerGuidance(List<GuidanceVocabulary> installed) {
        guidance.offer(installed);
    }

    /** Offers earlier prompts, the latest first. */
    void offerPrompts(List<String> earlier) {
        prompt.offer(earlier);
    }

    /** The request that the settings describe. */
    DreamRequest request() {
        return new DreamRequest(prompt.text().get(), negative.getText(), seed.value(), budget.steps(),
                budget.minutes(guidance.quickMinutes()),
                guidance.ids(), symmetric.isSelected(), DreamRequest.Ablation.NONE, budget.method());
    }

    /** Says what a dream will take, or nothing. */
    void showCost(Optional<Sentence> sentence) {
        Texts.say(cost, () -> sentence.map(Sentences::of).orElse(""));
    }

    /** Sets the prompt. */
    void setPrompt(String words) {
        prompt.text().set(words);
    }

    /** Sets the seed. */
    void setSeed(long value) {
        seed.use(value);
    }

    void begun() {
        curves.clear();
        score.clear();
        showPaused(false);
        setRunning(true);
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        Texts.say(state, "dream.loading");
    }

    void progressed(Progress<DreamRun.Progress> p) {
        bar.setProgress(p.fraction());
        Texts.say(state, () -> state(p.detail(), p.secondsLeft()));
        curves.add(p.detail().report());
        score.show(p.detail().report().cosine());
    }

    /**
     * Shows the progress of one of several variations.
     *
     * @param index from 0
     */
    void varying(int index, int count, DreamRun.Progress p, double secondsLeft) {
        bar.setProgress((index + p.fraction()) / count);
        Texts.say(state, () -> Texts.of("dream.state.sketch", index + 1, count, state(p, secondsLeft)));
        if (p.report().step() == 1) {
            curves.clear();
        }
        curves.add(p.report());
        score.show(p.report().cosine());
    }

    private static String state(DreamRun.Progress p, double secondsLeft) {
        return Texts.of("dream.state", p.report().step(), p.report().cosine(), p.stepsPerSecond(),
                Double.isNaN(secondsLeft) ? 0 : Math.round(secondsLeft));
    }

    void ended(Supplier<String> sentence) {
        setRunning(false);
        bar.setProgress(0);
        Texts.say(state, sentence);
    }

    private void showPaused(boolean nowPaused) {
        paused = nowPaused;
        Texts.say(pause, paused ? "dream.resume" : "dream.pause");
    }

    private void setRunning(boolean running) {
        run.setDisable(running);
        vary.setDisable(running);
        pause.setDisable(!running);
        stop.setDisable(!running);
    }
}
