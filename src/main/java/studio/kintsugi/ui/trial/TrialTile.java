package studio.kintsugi.ui.trial;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.PictureImage;

/** One result to choose. */
final class TrialTile extends ToggleButton {
    /** Side of its picture, screen pixels. */
    static final double SIDE = 200;

    private final ImageView view = new ImageView();

    TrialTile(String id, ObservableValue<String> name) {
        Controls.describe(this, id, name);
        getStyleClass().add("trial");
        view.setPreserveRatio(true);
        view.setFitWidth(SIDE);
        view.setFitHeight(SIDE);
        StackPane frame = new StackPane(view);
        frame.setMinSize(SIDE, SIDE);
        frame.getStyleClass().add("trial-picture");
        setGraphic(frame);
        setContentDisplay(ContentDisplay.TOP);
        setMnemonicParsing(false);
        setWrapText(true);
        setPrefWidth(SIDE + 20);
        textProperty().bind(name);
        setDisable(true);
    }

    /** Shows what came out, and lets it be chosen. */
    void show(Picture picture) {
        view.setImage(PictureImage.of(picture, 1));
        setDisable(false);
    }
}
