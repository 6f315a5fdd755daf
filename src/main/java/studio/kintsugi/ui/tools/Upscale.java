package studio.kintsugi.ui.tools;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.SegmentedButton;
import studio.kintsugi.store.ModelCard;

/** Enlarges by a factor, which models are trained for. */
final class Upscale implements Tool {
    @Override
    public String id() {
        return "upscale";
    }

    @Override
    public String title() {
        return "Upscale";
    }

    @Override
    public String icon() {
        return "fth-maximize";
    }

    @Override
    public String summary() {
        return "Makes a picture two or four times as wide and high, and its edges sharp.";
    }

    @Override
    public ToolSettings settings() {
        return new Settings();
    }

    private static final class Settings implements ToolSettings {
        private final ToggleGroup factors = new ToggleGroup();
        private final SegmentedButton buttons = new SegmentedButton();
        private final Label label = new Label("Factor");

        Settings() {
            for (int factor : new int[] {2, 4}) {
                ToggleButton button = new ToggleButton("×" + factor);
                button.setId("scale-" + factor);
                button.setUserData(factor);
                button.setTooltip(new Tooltip(factor + " times as wide and high"));
                button.setAccessibleText(factor + " times as wide and high");
                button.setToggleGroup(factors);
                buttons.getButtons().add(button);
            }
            buttons.setToggleGroup(factors);
            factors.selectToggle(factors.getToggles().getFirst());
            label.setLabelFor(buttons);
            factors.selectedToggleProperty().addListener((o, was, now) -> {
                if (now == null) {
                    factors.selectToggle(was);
                }
            });
        }

        private int factor() {
            return (int) factors.getSelectedToggle().getUserData();
        }

        @Override
        public List<Node> controls() {
            return List.of(label, buttons);
        }

        @Override
        public boolean suits(ModelCard card) {
            return card.scale() == factor();
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of("scale", factor());
        }

        @Override
        public void onChange(Runnable listener) {
            factors.selectedToggleProperty().addListener((o, was, now) -> {
                if (was != null && now != null) {
                    listener.run();
                }
            });
        }
    }
}
