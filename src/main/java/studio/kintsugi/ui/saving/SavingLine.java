package studio.kintsugi.ui.saving;

import java.util.function.DoubleConsumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import studio.kintsugi.ui.common.Controls;

/** What is being written and how far it is; shows only where that takes a while. For the JavaFX thread. */
public final class SavingLine extends HBox {
    private static final Duration A_WHILE = Duration.millis(700);
    /** Shown steps of the progress, so that rows of a large picture don't flood the window. */
    private static final int STEPS = 100;

    private final Label text = Controls.text("");
    private final ProgressBar bar = new ProgressBar(0);
    private final PauseTransition wait = new PauseTransition(A_WHILE);

    public SavingLine() {
        setId("saving-line");
        getStyleClass().addAll("banner", "note");
        setAlignment(Pos.CENTER_LEFT);
        setMaxHeight(USE_PREF_SIZE);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.accessibleTextProperty().bind(text.textProperty());
        HBox.setHgrow(bar, Priority.ALWAYS);
        getChildren().addAll(text, bar);
        wait.setOnFinished(e -> show(true));
        show(false);
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    /**
     * Begins with a picture.
     *
     * @return receives the part that is written, 0–1, on any thread
     */
    DoubleConsumer begin(String sentence) {
        text.setText(sentence);
        bar.setProgress(0);
        if (!isVisible()) {
            wait.playFromStart();
        }
        int[] shown = {0};
        return part -> {
            int step = (int) (part * STEPS);
            if (step > shown[0]) {
                shown[0] = step;
                Platform.runLater(() -> bar.setProgress(part));
            }
        };
    }

    /** All is written. */
    void end() {
        wait.stop();
        show(false);
    }
}
