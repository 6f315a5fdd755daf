package studio.kintsugi.ui.dream;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import studio.kintsugi.models.dreamfields.network.PaperSettings;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Chooses the time limit and the method of a dream. */
final class BudgetPicker extends VBox {
    /** The first is the quick dream, which ends after its steps. */
    private static final List<Integer> MINUTES = List.of(0, 1, 5, 20);
    /** Steps for each minute of a longer dream, which has more views and a finer grid. */
    private static final int MINUTE_STEPS = 300;
    private static final int NETWORK_STEPS = 300;
    private static final int NETWORK_STEPS_A_MINUTE = 20;

    private final ToggleGroup minutes = new ToggleGroup();
    private final ComboBox<DreamRequest.Method> method =
            Controls.describe(new ComboBox<>(), "method", Texts.text("dream.method.hint"));

    /**
     * @param changed called when the choice changes
     */
    BudgetPicker(Runnable changed) {
        super(6);
        SegmentedButton buttons = new SegmentedButton();
        for (int m : MINUTES) {
            ToggleButton button = Controls.describe(
                    Texts.say(new ToggleButton(), m == 0 ? "dream.quick" : "dream.minutes", m), "minutes-" + m,
                    Texts.text(m == 0 ? "dream.quick.hint" : "dream.minutes.hint", m));
            button.setUserData(m);
            button.getStyleClass().add("budget");
            button.setToggleGroup(minutes);
            buttons.getButtons().add(button);
        }
        buttons.setToggleGroup(minutes);
        minutes.selectToggle(minutes.getToggles().getFirst());
        minutes.selectedToggleProperty().addListener((o, was, now) -> {
            if (now == null) {
                minutes.selectToggle(was);
            } else {
                changed.run();
            }
        });
        method.getItems().setAll(DreamRequest.Method.values());
        method.getSelectionModel().selectFirst();
        method.valueProperty().addListener(o -> changed.run());
        method.setMaxWidth(Double.MAX_VALUE);
        Controls.show(method, m -> Texts.of("dream.methods").split("\\s*;\\s*")[m.ordinal()]);
        getChildren().addAll(Controls.labelFor(buttons, Texts.text("dream.time")), buttons,
                Controls.labelFor(method, Texts.text("dream.method")), method);
    }

    DreamRequest.Method method() {
        return method.getValue();
    }

    private int chosen() {
        return (int) minutes.getSelectedToggle().getUserData();
    }

    /**
     * Time limit in minutes.
     *
     * @param quick that of the quick dream
     */
    double minutes(double quick) {
        return switch (method()) {
            case GRID -> chosen() == 0 ? quick : chosen();
            case NETWORK -> chosen() == 0 ? Double.POSITIVE_INFINITY : chosen();
            case PAPER -> Double.POSITIVE_INFINITY;
        };
    }

    /** Largest number of steps. */
    int steps() {
        return switch (method()) {
            case GRID -> switch (chosen()) {
                case 0 -> DreamRequest.USUAL_STEPS;
                case 1 -> MINUTE_STEPS;
                default -> (int) (DreamRequest.USUAL_STEPS * Math.sqrt(chosen()));
            };
            case NETWORK -> chosen() == 0 ? NETWORK_STEPS : NETWORK_STEPS_A_MINUTE * chosen();
            case PAPER -> PaperSettings.OFFICIAL_STEPS;
        };
    }
}
