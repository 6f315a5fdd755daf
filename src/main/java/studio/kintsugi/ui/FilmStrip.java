package studio.kintsugi.ui;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import studio.kintsugi.imaging.DisplayColor;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.document.Document;

/** Thumbnails of the open pictures; a click brings one to the front. */
final class FilmStrip extends ScrollPane {
    private static final double HEIGHT = 56;

    private final HBox frames = new HBox();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Document, ToggleButton> buttons = new HashMap<>();
    private final Consumer<Document> chosen;

    FilmStrip(Consumer<Document> chosen) {
        this.chosen = chosen;
        setId("film-strip");
        setAccessibleText("Open pictures");
        getStyleClass().add("film-strip");
        frames.getStyleClass().add("frames");
        setContent(frames);
        setFitToHeight(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null && was != null) {
                was.setSelected(true);
            }
        });
        setVisible(false);
        setManaged(false);
    }

    void add(Document document) {
        ImageView view = new ImageView(thumbnail(document.opened()));
        view.setFitHeight(HEIGHT);
        view.setPreserveRatio(true);
        ToggleButton button = new ToggleButton(null, view);
        String name = document.original().getFileName().toString();
        button.setTooltip(new Tooltip(name));
        button.setAccessibleText(name);
        button.setToggleGroup(group);
        button.setOnAction(e -> chosen.accept(document));
        buttons.put(document, button);
        frames.getChildren().add(button);
        setVisible(true);
        setManaged(true);
    }

    void select(Document document) {
        buttons.get(document).setSelected(true);
    }

    private static WritableImage thumbnail(Picture picture) {
        int step = Math.max(1, (int) (picture.height() / (2 * HEIGHT)));
        int w = (picture.width() - 1) / step + 1;
        int h = (picture.height() - 1) / step + 1;
        int[] argb = new int[w * h];
        DisplayColor.argb(picture, picture.bounds(), step, argb, w);
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return image;
    }
}
