package studio.kintsugi.ui.panel;

import java.util.function.DoubleConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.SpokenSlider;
import studio.kintsugi.ui.common.Texts;

/** The slider for how much of a change shows. Distinguishes the user's moves from values set by the program. */
final class StrengthControl extends VBox {
    private final Slider slider = Controls.describe(SpokenSlider.percent(0, 100), "strength",
            Texts.text("strength.hint"));
    private final Label value = new Label();
    private boolean programmatic;
    private long gesture = 1;

    /**
     * @param chosen receives a strength, 0–1, that the user chooses
     */
    StrengthControl(DoubleConsumer chosen) {
        setSpacing(6);
        HBox head = new HBox(Controls.labelFor(slider, Texts.text("strength")), Controls.gap(), value);
        head.setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(head, slider);
        showValue();
        slider.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> gesture++);
        slider.focusedProperty().addListener(o -> gesture++);
        slider.valueProperty().addListener(o -> {
            showValue();
            if (!programmatic) {
                chosen.accept(strength());
            }
        });
    }

    private void showValue() {
        Texts.say(value, "percent", Math.round(slider.getValue()));
    }

    /** The current strength, 0–1. */
    double strength() {
        return slider.getValue() / 100;
    }

    /** The number of the gesture that moves the slider: one drag, or keys until the focus goes elsewhere. */
    long gesture() {
        return gesture;
    }

    void show(double strength) {
        programmatic = true;
        slider.setValue(100 * strength);
        programmatic = false;
    }
}
