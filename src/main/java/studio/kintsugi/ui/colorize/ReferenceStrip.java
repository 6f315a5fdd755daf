package studio.kintsugi.ui.colorize;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.SpokenSlider;
import studio.kintsugi.ui.common.Texts;

/** The references, which one is shown, and the weight of each. */
final class ReferenceStrip extends ScrollPane {
    private static final double THUMBNAIL = 64;

    private final Actions actions;
    private final ScreenImages images;
    private final HBox items = new HBox(8);
    private final ToggleGroup shown = new ToggleGroup();

    /** What the user asks for; indices of references are from 0. */
    interface Actions {
        void addReferences();

        void showReference(int place);

        void removeReference(int place);

        void weigh(int place, double weight);
    }

    ReferenceStrip(ScreenImages images, Actions actions) {
        this.images = images;
        this.actions = actions;
        setId("reference-strip");
        getStyleClass().add("reference-strip");
        items.setAlignment(Pos.CENTER_LEFT);
        setContent(items);
        setFitToHeight(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        setMinHeight(THUMBNAIL + 64);
        show(List.of(), 0);
    }

    /**
     * @param chosen index of the one shown
     */
    void show(List<ColorizeState.Source> references, int chosen) {
        items.getChildren().clear();
        shown.getToggles().clear();
        for (int i = 0; i < references.size(); i++) {
            items.getChildren().add(item(references.get(i), i, i == chosen, references.size() > 1));
        }
        items.getChildren()
                .add(Controls.button("reference-add", null, "fth-plus", Texts.text("colorize.reference.add.hint"),
                actions::addReferences));
    }

    /** Marks the one shown. */
    void choose(int place) {
        if (place < shown.getToggles().size()) {
            shown.selectToggle(shown.getToggles().get(place));
        }
    }

    private VBox item(ColorizeState.Source reference, int place, boolean chosen, boolean weighed) {
        String name = reference.file().getFileName().toString();
        ToggleButton button = Controls.describe(new ToggleButton(), "reference-" + (place + 1),
                Texts.text("colorize.reference.hint", name));
        ImageView view = new ImageView();
        view.setFitWidth(THUMBNAIL);
        view.setFitHeight(THUMBNAIL);
        view.setPreserveRatio(true);
        images.of(reference.picture(), view::setImage);
        button.setGraphic(view);
        button.setMinSize(THUMBNAIL + 12, THUMBNAIL + 12);
        button.setMaxSize(THUMBNAIL + 12, THUMBNAIL + 12);
        button.setToggleGroup(shown);
        button.setSelected(chosen);
        button.setOnAction(e -> {
            button.setSelected(true);
            actions.showReference(place);
        });
        Slider weight = Controls.describe(SpokenSlider.percent(0, 100 * reference.weight()), "weight-" + (place + 1),
                Texts.text("colorize.weight.hint", name));
        weight.setPrefWidth(THUMBNAIL);
        weight.setVisible(weighed);
        weight.valueProperty().addListener(o -> {
            if (!weight.isValueChanging()) {
                actions.weigh(place, weight.getValue() / 100);
            }
        });
        weight.valueChangingProperty().addListener((o, was, now) -> {
            if (!now) {
                actions.weigh(place, weight.getValue() / 100);
            }
        });
        Button remove = Controls.iconButton("reference-remove-" + (place + 1), "fth-x",
                Texts.text("colorize.reference.remove.hint", name), () -> actions.removeReference(place));
        remove.getStyleClass().add("frame-close");
        StackPane frame = new StackPane(button, remove);
        frame.getStyleClass().add("frame");
        StackPane.setAlignment(remove, Pos.TOP_RIGHT);
        return new VBox(4, frame, weight);
    }
}
