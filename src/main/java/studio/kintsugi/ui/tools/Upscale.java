package studio.kintsugi.ui.tools;

import java.util.List;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.controlsfx.control.SegmentedButton;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Enlarges by a factor; each model is trained for one. */
final class Upscale implements Tool {
    @Override
    public String id() {
        return "upscale";
    }

    @Override
    public String icon() {
        return "fth-maximize";
    }

    @Override
    public ToolSettings settings(ToolHost host) {
        return new Settings();
    }

    private static final class Settings implements ToolSettings {
        private final ToggleGroup factors = new ToggleGroup();
        private final SegmentedButton buttons = new SegmentedButton();
        private final Label label;

        Settings() {
            for (int factor : new int[] {2, 4}) {
                ToggleButton button = Controls.describe(new ToggleButton(Texts.of("upscale.factor", factor)),
                        "scale-" + factor, Texts.of("upscale.factor.hint", factor));
                button.setMnemonicParsing(true);
                button.setUserData(factor);
                button.setToggleGroup(factors);
                buttons.getButtons().add(button);
            }
            buttons.setToggleGroup(factors);
            factors.selectToggle(factors.getToggles().getFirst());
            label = Controls.labelFor(buttons, Texts.of("upscale.factor.label"));
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
