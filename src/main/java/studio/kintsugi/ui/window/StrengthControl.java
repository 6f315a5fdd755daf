package studio.kintsugi.ui.window;

import java.util.function.DoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** The slider for how much of a change shows. Distinguishes the user's moves from values set by the program. */
final class StrengthControl extends VBox {
    private final Slider slider = Controls.describe(new Slider(0, 100, 100), "strength", Texts.of("strength.hint"));
    private final Label value = new Label();
    private boolean programmatic;

    /**
     * @param chosen receives a strength, 0–1, that the user chooses
     */
    StrengthControl(DoubleConsumer chosen) {
        setSpacing(6);
        HBox head = new HBox(Controls.labelFor(slider, Texts.of("strength")), Controls.gap(), value);
        head.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(head, slider);
        showValue();
        slider.valueProperty().addListener(o -> {
            showValue();
            if (!programmatic) {
                chosen.accept(strength());
            }
        });
    }

    private void showValue() {
        value.setText(Texts.of("percent", Math.round(slider.getValue())));
    }

    /** The current strength, 0–1. */
    double strength() {
        return slider.getValue() / 100;
    }

    void show(double strength) {
        programmatic = true;
        slider.setValue(100 * strength);
        programmatic = false;
    }
}
