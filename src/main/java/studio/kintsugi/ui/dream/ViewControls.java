package studio.kintsugi.ui.dream;

import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Slider;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.SpokenSlider;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.viewport.View;

/** Controls of the viewport: light, turntable, background, lens, crop box, detail and saving. */
final class ViewControls extends FlowPane implements AutoCloseable {
    private static final double TURN_A_FRAME = Math.toRadians(1.5);
    private static final double FRAME_MILLIS = 50;
    private static final double SMALLEST_CROP = 0.05;
    private static final double SLIDER = 90;
    /** Backgrounds in the order of the texts {@code viewport.backgrounds}. */
    private static final List<View.Background> BACKGROUNDS = List.of(View.Background.GROUND,
            View.Background.NONE, new View.Background(1, 1, 1, 1), new View.Background(0.5f, 0.5f, 0.5f, 1),
            new View.Background(0, 0, 0, 1));

    /** Sides of a saved turntable, in pixels. */
    private static final List<Integer> SIZES = List.of(320, 480, 720, 1080);

    private final ComboBox<Integer> size = Controls.describe(new ComboBox<>(), "turntable-size",
            Texts.text("turntable.size.hint"));
    private final ViewportPane viewport;
    private final Timeline turntable = new Timeline(new KeyFrame(Duration.millis(FRAME_MILLIS), e -> turn()));

    /**
     * @param detail how fine the field is that is shown
     * @param save called to save what is shown
     */
    ViewControls(ViewportPane viewport, DetailPicker detail, Runnable save) {
        super(10, 6);
        this.viewport = viewport;
        setId("view-controls");
        getStyleClass().add("view-controls");
        setAlignment(Pos.CENTER_LEFT);
        size.getItems().setAll(SIZES);
        size.setValue(SIZES.getFirst());
        Controls.show(size, side -> Texts.of("turntable.pixels", side));
        turntable.setCycleCount(Animation.INDEFINITE);
        Button button = Controls.button("field-save", Texts.text("viewport.save"), "fth-save",
                Texts.text("viewport.save.hint"), save);
        getChildren().addAll(shaded(), turning(), background(), lens(), crop(), labeled(size, "turntable.size"),
                detail, button);
        setDisable(true);
    }

    /** Side of the turntable that is saved, in pixels. */
    int turntable() {
        return size.getValue();
    }

    private CheckBox shaded() {
        CheckBox box = Controls.describe(Texts.say(new CheckBox(), "viewport.shaded"), "shaded",
                Texts.text("viewport.shaded.hint"));
        box.setSelected(viewport.view().shaded());
        box.setOnAction(e -> viewport.setView(viewport.view().withShading(box.isSelected())));
        return box;
    }

    private CheckBox turning() {
        CheckBox box = Controls.describe(Texts.say(new CheckBox(), "viewport.turning"), "turning",
                Texts.text("viewport.turning.hint"));
        box.setOnAction(e -> {
            if (box.isSelected()) {
                turntable.play();
            } else {
                turntable.stop();
            }
        });
        return box;
    }

    private void turn() {
        viewport.setView(viewport.view().orbited(TURN_A_FRAME, 0));
    }

    private ComboBox<View.Background> background() {
        ComboBox<View.Background> box = Controls.describe(new ComboBox<>(), "background",
                Texts.text("viewport.background.hint"));
        box.getItems().setAll(BACKGROUNDS);
        Controls.show(box, b -> Texts.of("viewport.backgrounds").split("\\s*;\\s*")[BACKGROUNDS.indexOf(b)]);
        box.getSelectionModel().selectFirst();
        box.valueProperty().addListener((o, was, now) -> viewport.setView(viewport.view().withBackground(now)));
        return box;
    }

    private HBox lens() {
        Slider slider = Controls.describe(SpokenSlider.range(View.NEAREST, View.FARTHEST, View.START.distance()),
                "lens",
                Texts.text("viewport.lens.hint"));
        slider.valueProperty().addListener((o, was, now) ->
                viewport.setView(viewport.view().withDistance(now.doubleValue())));
        return labeled(slider, "viewport.lens");
    }

    private HBox crop() {
        Slider slider = Controls.describe(SpokenSlider.range(SMALLEST_CROP, VoxelField.RADIUS, VoxelField.RADIUS),
                "crop",
                Texts.text("viewport.crop.hint"));
        slider.valueProperty().addListener((o, was, now) ->
                viewport.setView(viewport.view().withCrop(now.doubleValue())));
        return labeled(slider, "viewport.crop");
    }

    private static HBox labeled(Control control, String text) {
        if (control instanceof Slider) {
            control.setPrefWidth(SLIDER);
        }
        HBox box = new HBox(6, Controls.labelFor(control, Texts.text(text)), control);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    @Override
    public void close() {
        turntable.stop();
    }
}
