package studio.kintsugi.ui.dream;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.GuidanceVocabulary;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Settings and progress of a dream. Leaves everything else to its {@link Actions}. */
final class DreamPanel extends VBox {
    private final PromptBox prompt = new PromptBox();
    private final TextField negative =
            Controls.describe(new TextField(), "negative", Texts.of("dream.negative.hint"));
    private final SeedBox seed = new SeedBox();
    private final CheckBox symmetric = Controls.describe(new CheckBox(Texts.of("dream.symmetric")), "symmetric",
            Texts.of("dream.symmetric.hint"));
    private final GuidancePicker guidance;
    private final BudgetPicker budget = new BudgetPicker();
    private final DreamCurves curves = new DreamCurves();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label state = Controls.text("", "text-muted");
    private final Button run;
    private final Button vary;
    private final Button pause;
    private final Button stop;
    private boolean paused;

    /** What the user asks for. */
    interface Actions {
        void run();

        void vary();

        void pause(boolean wait);

        void stop();
    }

    DreamPanel(Actions actions) {
        getStyleClass().add("tool-panel");
        setId("dream-panel");
        guidance = new GuidancePicker(this::guidanceChanged);
        symmetric.setSelected(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("dream-progress");
        bar.setAccessibleText(Texts.of("dream.progress"));
        state.setId("dream-state");
        run = Controls.button("dream-run", Texts.of("dream.run"), "fth-play", Texts.of("dream.run.hint"), actions::run);
        run.getStyleClass().add("accent");
        vary = Controls.button("dream-vary", Texts.of("dream.vary"), "fth-grid", Texts.of("dream.vary.hint"),
                actions::vary);
        pause = Controls.button("dream-pause", Texts.of("dream.pause"), null, Texts.of("dream.pause.hint"), () -> {
            showPaused(!paused);
            actions.pause(paused);
        });
        stop = Controls.button("dream-stop", Texts.of("dream.stop"), null, Texts.of("dream.stop.hint"), actions::stop);
        VBox settings = new VBox(10, prompt, Controls.labelFor(negative, Texts.of("dream.negative")), negative,
                Controls.labelFor(seed.control(), Texts.of("dream.seed")), seed, symmetric, guidance, budget);
        settings.getStyleClass().add("settings");
        ScrollPane scroll = new ScrollPane(settings);
        scroll.getStyleClass().add("settings-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(Controls.text(Texts.of("task.dream"), "title-3"),
                Controls.text(Texts.of("tool.dream.summary"), "text-muted"), scroll, curves, bar, state,
                wide(run, vary), wide(pause, stop));
        for (Node child : getChildren()) {
            if (child instanceof Label label) {
                label.setMinHeight(Region.USE_PREF_SIZE);
            }
        }
        setRunning(false);
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
        return new DreamRequest(prompt.text().get(), negative.getText(), seed.value(), budget.steps(), budget.minutes(),
                guidance.ids(), symmetric.isSelected(), DreamRequest.Ablation.NONE, budget.method());
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
        showPaused(false);
        setRunning(true);
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        state.setText(Texts.of("dream.loading"));
    }

    void progressed(Progress<DreamRun.Progress> p) {
        bar.setProgress(p.fraction());
        state.setText(state(p.detail(), p.secondsLeft()));
        curves.add(p.detail().report());
    }

    /**
     * Shows the progress of one of several variations.
     *
     * @param index from 0
     */
    void varying(int index, int count, DreamRun.Progress p, double secondsLeft) {
        bar.setProgress((index + p.fraction()) / count);
        state.setText(Texts.of("dream.state.sketch", index + 1, count, state(p, secondsLeft)));
        if (p.report().step() == 1) {
            curves.clear();
        }
        curves.add(p.report());
    }

    private static String state(DreamRun.Progress p, double secondsLeft) {
        return Texts.of("dream.state", p.report().step(), p.report().cosine(), p.stepsPerSecond(),
                Double.isNaN(secondsLeft) ? 0 : Math.round(secondsLeft));
    }

    void ended(String sentence) {
        setRunning(false);
        bar.setProgress(0);
        state.setText(sentence);
    }

    private void showPaused(boolean nowPaused) {
        paused = nowPaused;
        pause.setText(Texts.of(paused ? "dream.resume" : "dream.pause"));
    }

    private void setRunning(boolean running) {
        run.setDisable(running);
        vary.setDisable(running);
        pause.setDisable(!running);
        stop.setDisable(!running);
    }
}
