package studio.kintsugi.ui.tools;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import org.controlsfx.control.SegmentedButton;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.Enlargement;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Enlarges by a factor, or to a size; the network's own scale is only the way there. */
final class Upscale implements Tool {
    private static final double[] FACTORS = {1.5, 2, 3, 4, 8};
    private static final double LEAST_FACTOR = 1;
    private static final double MOST_FACTOR = 8;
    /** JPEG holds no longer side, and WebP a quarter of it. */
    private static final int LONGEST_COMMON = 65_535;

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
        private final TextField side = Controls.describe(new TextField(), "long-side", Texts.text("upscale.side.hint"));
        private final Label size = Controls.text("", "text-small");
        private final CheckBox again = Controls.describe(Texts.say(new CheckBox(), "upscale.again"), "upscale-again",
                Texts.text("upscale.again.hint"));
        private final Label label;
        private Region now;
        private Region before;

        Settings() {
            for (double factor : FACTORS) {
                ToggleButton button = Controls.describe(Texts.say(new ToggleButton(), "upscale.factor", factor),
                        "scale-" + String.valueOf(factor).replace(".0", "").replace('.', '-'),
                        Texts.text("upscale.factor.hint", factor));
                button.setMnemonicParsing(true);
                button.setUserData(factor);
                button.setToggleGroup(factors);
                buttons.getButtons().add(button);
            }
            buttons.getStyleClass().add("factors");
            buttons.setToggleGroup(factors);
            factors.selectToggle(factors.getToggles().get(1));
            label = Controls.labelFor(buttons, Texts.text("upscale.factor.label"));
            size.setId("upscale-size");
            side.setPrefColumnCount(6);
            again.setMnemonicParsing(true);
            again.managedProperty().bind(again.visibleProperty());
            factors.selectedToggleProperty().addListener((o, was, is) -> {
                if (is == null) {
                    factors.selectToggle(was);
                } else {
                    side.clear();
                }
                tellSize();
            });
            side.textProperty().addListener(o -> tellSize());
            again.selectedProperty().addListener(o -> tellSize());
            again.setVisible(false);
        }

        private OptionalInt longSide() {
            String typed = side.getText().strip();
            return typed.matches("[1-9][0-9]{0,5}") ? OptionalInt.of(Integer.parseInt(typed)) : OptionalInt.empty();
        }

        /** Of what is enlarged: the picture before it was enlarged last, unless it is to be once more. */
        private Region input() {
            return before != null && !again.isSelected() ? before : now;
        }

        private Step asStep() {
            return new Step("upscale", parameters());
        }

        private double factor() {
            return input() == null ? (double) factors.getSelectedToggle().getUserData()
                    : Geometry.factor(asStep(), input());
        }

        private Region result() {
            return Geometry.size(asStep(), input());
        }

        private void tellSize() {
            if (input() == null) {
                Texts.sayPlain(size, "");
            } else if (!isFactor()) {
                Texts.say(size, "upscale.impossible", MOST_FACTOR,
                        Math.round(MOST_FACTOR * Math.max(input().width(), input().height())));
            } else if (result().area() > Enlargement.MOST_PIXELS) {
                Texts.say(size, "job.too.large", result().area() / 1_000_000);
            } else {
                boolean tooLong = Math.max(result().width(), result().height()) > LONGEST_COMMON;
                Texts.say(size, tooLong ? "upscale.size.tiff" : "upscale.size", result().width(),
                        result().height(), result().area() / 1e6);
            }
        }

        private boolean isFactor() {
            boolean typed = side.getText().isBlank() || longSide().isPresent();
            return typed && factor() > LEAST_FACTOR && factor() <= MOST_FACTOR;
        }

        @Override
        public List<Node> controls() {
            FlowPane target = new FlowPane(6, 4, Controls.labelFor(side, Texts.text("upscale.side")), side,
                    Texts.say(new Label(), "upscale.side.unit"));
            return List.of(label, buttons, target, size, again);
        }

        @Override
        public boolean suits(ModelCard card) {
            double factor = factor();
            return factor <= 2 ? card.scale() == 2 : card.scale() > (factor <= 3 ? 2 : 3);
        }

        @Override
        public boolean isComplete() {
            return input() == null || isFactor() && result().area() <= Enlargement.MOST_PIXELS;
        }

        @Override
        public Map<String, Object> parameters() {
            return longSide().isPresent() ? Map.of(Geometry.LONG_SIDE, longSide().getAsInt())
                    : Map.of("scale", factors.getSelectedToggle().getUserData());
        }

        @Override
        public boolean addsOnceMore() {
            return again.isSelected();
        }

        @Override
        public void picture(Region picture, Region enlargedFrom) {
            now = picture;
            before = enlargedFrom;
            again.setVisible(enlargedFrom != null);
            if (enlargedFrom == null) {
                again.setSelected(false);
            }
            tellSize();
        }

        @Override
        public void onChange(Runnable listener) {
            factors.selectedToggleProperty().addListener((o, was, is) -> {
                if (was != null && is != null) {
                    listener.run();
                }
            });
            side.textProperty().addListener(o -> listener.run());
            again.selectedProperty().addListener(o -> listener.run());
        }
    }
}
