package studio.kintsugi.ui.dream;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import javafx.collections.FXCollections;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.ui.controls.Controls;
import studio.kintsugi.ui.text.Texts;

/** What to dream, and how the dream goes. Asks its {@link Actions} for all it can't do itself. */
final class DreamPanel extends VBox {
    private static final List<Integer> MINUTES = List.of(1, 5, 20);
    private static final int MOST_REMEMBERED = 20;

    private final ComboBox<String> prompt = Controls.describe(new ComboBox<>(), "prompt", Texts.of("dream.prompt.hint"));
    private final TextField negative =
            Controls.describe(new TextField(), "negative", Texts.of("dream.negative.hint"));
    private final Spinner<Integer> seed =
            Controls.describe(new Spinner<>(0, Integer.MAX_VALUE, 1), "seed", Texts.of("dream.seed.hint"));
    private final ToggleGroup minutes = new ToggleGroup();
    private final CheckBox symmetric = Controls.describe(new CheckBox(Texts.of("dream.symmetric")), "symmetric",
            Texts.of("dream.symmetric.hint"));
    private final ProgressBar bar = new ProgressBar(0);
    private final Label state = Controls.text("", "text-muted");
    private final XYChart.Series<Number, Number> scores = new XYChart.Series<>();
    private final Button run;
    private final Button pause;
    private final Button stop;

    /** What the user asks for. */
    interface Actions {
        void run();

        void pause(boolean wait);

        void stop();
    }

    DreamPanel(Actions actions) {
        getStyleClass().add("tool-panel");
        setId("dream-panel");
        prompt.setEditable(true);
        prompt.setMaxWidth(Double.MAX_VALUE);
        prompt.setItems(FXCollections.observableArrayList(Texts.of("dream.suggestions").split("\\s*;\\s*")));
        prompt.setPromptText(Texts.of("dream.prompt.example"));
        seed.setEditable(true);
        seed.setPrefWidth(110);
        symmetric.setSelected(true);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("dream-progress");
        bar.setAccessibleText(Texts.of("dream.progress"));
        state.setId("dream-state");
        state.setWrapText(true);
        run = Controls.button("dream-run", Texts.of("dream.run"), "fth-play", Texts.of("dream.run.hint"), actions::run);
        run.getStyleClass().add("accent");
        ToggleButton waiting = Controls.describe(new ToggleButton(), "dream-wait", Texts.of("dream.pause.hint"));
        pause = Controls.button("dream-pause", Texts.of("dream.pause"), null, Texts.of("dream.pause.hint"), () -> {
            waiting.setSelected(!waiting.isSelected());
            showPaused(waiting.isSelected());
            actions.pause(waiting.isSelected());
        });
        stop = Controls.button("dream-stop", Texts.of("dream.stop"), null, Texts.of("dream.stop.hint"), actions::stop);
        Button chance = Controls.iconButton("dream-chance", "fth-shuffle", Texts.of("dream.chance.hint"),
                () -> seed.getValueFactory().setValue(ThreadLocalRandom.current().nextInt(10_000)));
        HBox seeds = new HBox(8, seed, chance);
        HBox buttons = new HBox(8, run, pause, stop);
        HBox.setHgrow(run, Priority.ALWAYS);
        run.setMaxWidth(Double.MAX_VALUE);
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        getChildren().addAll(Controls.text(Texts.of("task.dream"), "title-3"),
                Controls.text(Texts.of("tool.dream.summary"), "text-muted"),
                Controls.labelFor(prompt, Texts.of("dream.prompt")), prompt,
                Controls.labelFor(negative, Texts.of("dream.negative")), negative,
                Controls.labelFor(seed, Texts.of("dream.seed")), seeds, symmetric, time(), chart(), gap, bar, state, buttons);
        setRunning(false);
    }

    private VBox time() {
        SegmentedButton buttons = new SegmentedButton();
        for (int m : MINUTES) {
            ToggleButton button = Controls.describe(new ToggleButton(Texts.of("dream.minutes", m)), "minutes-" + m,
                    Texts.of("dream.minutes.hint", m));
            button.setUserData(m);
            button.setToggleGroup(minutes);
            buttons.getButtons().add(button);
        }
        buttons.setToggleGroup(minutes);
        minutes.selectToggle(minutes.getToggles().getFirst());
        minutes.selectedToggleProperty().addListener((o, was, now) -> {
            if (now == null) {
                minutes.selectToggle(was);
            }
        });
        return new VBox(6, Controls.labelFor(buttons, Texts.of("dream.time")), buttons);
    }

    private LineChart<Number, Number> chart() {
        NumberAxis steps = new NumberAxis();
        NumberAxis score = new NumberAxis();
        steps.setForceZeroInRange(false);
        score.setForceZeroInRange(false);
        LineChart<Number, Number> chart = new LineChart<>(steps, score);
        chart.setId("dream-scores");
        chart.setAccessibleText(Texts.of("dream.scores"));
        chart.setAnimated(false);
        chart.setLegendVisible(false);
        chart.setCreateSymbols(false);
        chart.setPrefHeight(150);
        chart.setMinHeight(110);
        chart.getData().add(scores);
        return chart;
    }

    /** What the settings ask for. */
    DreamRequest request() {
        String words = prompt.getEditor().getText();
        int time = (int) minutes.getSelectedToggle().getUserData();
        int steps = (int) (DreamRequest.USUAL_STEPS * Math.max(1, Math.sqrt(time)));
        return new DreamRequest(words, negative.getText(), seed.getValue(), steps, time, List.of(),
                symmetric.isSelected(), DreamRequest.Ablation.NONE);
    }

    /** Shows another prompt. */
    void setPrompt(String words) {
        prompt.getEditor().setText(words);
    }

    /** Puts a prompt first among those that are offered. */
    void remember(String words) {
        prompt.getItems().remove(words);
        prompt.getItems().addFirst(words);
        if (prompt.getItems().size() > MOST_REMEMBERED) {
            prompt.getItems().removeLast();
        }
        prompt.getEditor().setText(words);
    }

    void begun() {
        scores.getData().clear();
        showPaused(false);
        setRunning(true);
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        state.setText(Texts.of("dream.loading"));
    }

    void progressed(DreamRun.Progress p) {
        bar.setProgress(p.fraction());
        state.setText(Texts.of("dream.state", p.report().step(), p.report().cosine(),
                Double.isNaN(p.secondsLeft()) ? 0 : Math.round(p.secondsLeft())));
        scores.getData().add(new XYChart.Data<>(p.report().step(), p.report().cosine()));
    }

    void ended(String sentence) {
        setRunning(false);
        bar.setProgress(0);
        state.setText(sentence);
    }

    private void showPaused(boolean paused) {
        pause.setText(Texts.of(paused ? "dream.resume" : "dream.pause"));
    }

    private void setRunning(boolean running) {
        run.setDisable(running);
        pause.setDisable(!running);
        stop.setDisable(!running);
    }
}
