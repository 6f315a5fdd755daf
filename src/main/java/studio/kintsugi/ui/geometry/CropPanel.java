package studio.kintsugi.ui.geometry;

import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.SpokenSlider;
import studio.kintsugi.ui.common.Texts;

/** What a frame is held to, how far the picture is turned, and turns by quarters. */
final class CropPanel extends VBox {
    private static final double MOST_DEGREES = 45;

    private final CropView view;
    private final ToggleGroup ratios = new ToggleGroup();
    private final ToggleButton portrait = Controls.describe(new ToggleButton(), "crop-portrait",
            Texts.text("crop.portrait.hint"));
    private final Slider angle = Controls.describe(new SpokenSlider(-MOST_DEGREES, MOST_DEGREES, 0,
            degrees -> Texts.of("crop.degrees", degrees)), "crop-angle",
            Texts.text("crop.angle.hint"));
    private final Label size = Controls.text("", "text-small");

    /** What the panel's buttons ask for. */
    interface Actions {
        /** Turns the picture itself, by quarters clockwise. */
        void rotate(int quarters);

        void flip(boolean vertical);

        void finish();

        void cancel();
    }

    /**
     * @param turns whether the picture itself can be turned and mirrored now
     */
    CropPanel(CropView view, boolean turns, Actions actions) {
        this.view = view;
        setId("crop-panel");
        getStyleClass().add("tool-panel");
        size.setId("crop-size");
        VBox settings = new VBox(10, Controls.text(Texts.text("crop.title"), "title-3"),
                Controls.text(Texts.text("crop.summary"), "text-muted"), heading("crop.ratio"), ratioButtons(),
                portrait, size);
        settings.getChildren().addAll(straightening());
        if (turns) {
            settings.getChildren().addAll(heading("crop.turn"), turnButtons(actions));
        }
        settings.getStyleClass().add("tool-settings");
        ScrollPane scroll = Controls.scrolling(settings);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, ending(actions));
        view.frameProperty().addListener(o -> tellSize());
        view.angleProperty().addListener(o -> hold());
    }

    private static Label heading(String key) {
        return Controls.text(Texts.text(key), "text-bold");
    }

    private Node ratioButtons() {
        FlowPane buttons = new FlowPane(6, 6);
        for (Ratio ratio : Ratio.values()) {
            String name = ratio.name().toLowerCase(Locale.ROOT).replace('_', '-');
            ToggleButton button = Controls.describe(new ToggleButton(), "crop-ratio-" + name,
                    Texts.text(() -> Texts.of("crop.ratio.hint", Texts.of("crop.ratio." + name).replace("_", ""))));
            Texts.say(button, "crop.ratio." + name);
            button.setMnemonicParsing(true);
            button.setMinWidth(USE_PREF_SIZE);
            button.setUserData(ratio);
            button.setToggleGroup(ratios);
            button.getStyleClass().add("small");
            buttons.getChildren().add(button);
        }
        ratios.selectToggle(ratios.getToggles().getFirst());
        ratios.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                ratios.selectToggle(was);
            } else {
                hold();
            }
        });
        Texts.say(portrait, "crop.portrait");
        portrait.setGraphic(new FontIcon("fth-smartphone"));
        portrait.setMnemonicParsing(true);
        portrait.disableProperty().bind(Bindings.createBooleanBinding(() -> ratio() == Ratio.FREE
                || ratio() == Ratio.SQUARE, ratios.selectedToggleProperty()));
        portrait.selectedProperty().addListener(o -> hold());
        return buttons;
    }

    private Node[] straightening() {
        Label degrees = new Label();
        degrees.setId("crop-degrees");
        degrees.textProperty().bind(Texts.text("crop.degrees", view.angleProperty()));
        HBox head = new HBox(Controls.labelFor(angle, Texts.text("crop.angle")), Controls.gap(), degrees);
        angle.setBlockIncrement(0.1);
        angle.setMajorTickUnit(15);
        angle.setShowTickMarks(true);
        view.angleProperty().addListener((o, was, is) -> angle.setValue(is.doubleValue()));
        angle.valueProperty().addListener(
                (o, was, is) -> view.angleProperty().set(Math.round(10 * is.doubleValue()) / 10.0));
        ToggleButton level = Controls.describe(new ToggleButton(null, new FontIcon("fth-minus")), "crop-level",
                Texts.text("crop.level.hint"));
        Texts.say(level, "crop.level");
        level.setMnemonicParsing(true);
        level.setMaxWidth(Double.MAX_VALUE);
        level.selectedProperty().bindBidirectional(view.levelingProperty());
        return new Node[] {head, angle, level};
    }

    private static Node turnButtons(Actions actions) {
        FlowPane buttons = new FlowPane(6, 6,
                turn("crop-left", "fth-rotate-ccw", "crop.left", () -> actions.rotate(-1)),
                turn("crop-right", "fth-rotate-cw", "crop.right", () -> actions.rotate(1)),
                turn("crop-mirror", null, "crop.mirror", () -> actions.flip(false)),
                turn("crop-upside-down", null, "crop.upside-down", () -> actions.flip(true)));
        return buttons;
    }

    private static Button turn(String id, String icon, String key, Runnable action) {
        Button button = Controls.button(id, Texts.text(key), icon, Texts.text(key + ".hint"), action);
        button.getStyleClass().add("small");
        return button;
    }

    private Node ending(Actions actions) {
        Button reset = Controls.button("crop-reset", Texts.text("crop.reset"), null, Texts.text("crop.reset.hint"),
                this::reset);
        Button cancel = Controls.button("crop-cancel", Texts.text("editor.cancel"), null,
                Texts.text("editor.cancel.hint"), actions::cancel);
        Button done = Controls.button("crop-done", Texts.text("editor.done"), null, Texts.text("editor.done.hint"),
                actions::finish);
        done.setDefaultButton(true);
        done.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(done, Priority.ALWAYS);
        return new HBox(8, reset, cancel, done);
    }

    private Ratio ratio() {
        return (Ratio) ratios.getSelectedToggle().getUserData();
    }

    private void reset() {
        ratios.selectToggle(ratios.getToggles().getFirst());
        view.angleProperty().set(0);
        view.frameProperty().set(CropFrame.WHOLE);
    }

    /** A picture is shown: portrait ratios go with one that is higher than wide. */
    void shown(Region picture) {
        portrait.setSelected(picture.height() > picture.width());
        hold();
    }

    /** Holds the frame to the chosen ratio. */
    private void hold() {
        Region whole = view.straightened();
        double original = (double) whole.width() / whole.height();
        double wanted = ratio().of(original, portrait.isSelected());
        CropFrame frame = view.frameProperty().get();
        double shape = wanted / original;
        if (Math.abs(shape - frame.shape()) > 1e-3) {
            view.frameProperty().set(frame.withShape(shape));
        }
        tellSize();
    }

    private void tellSize() {
        Region out = Geometry.size(view.frameProperty().get().step(), view.straightened());
        size.setText(Texts.of("crop.size", out.width(), out.height(), out.area() / 1e6));
    }
}
