package studio.kintsugi.ui.window;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.color.DisplayColor;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;

/** Thumbnails of the open pictures; a click brings one to the front. */
final class FilmStrip extends ScrollPane {
    private static final double HEIGHT = 56;
    private static final double MOST_WIDTH = 120;
    private static final double LEAST_WIDTH = 72;
    private static final double BORDER = 10;

    private final HBox frames = new HBox();
    private final ToggleGroup group = new ToggleGroup();
    private final Map<Document, ToggleButton> buttons = new HashMap<>();
    private final WindowActions actions;
    private int number;

    FilmStrip(WindowActions actions) {
        this.actions = actions;
        setId("film-strip");
        setAccessibleText(Texts.of("film.strip"));
        getStyleClass().add("film-strip");
        frames.getStyleClass().add("frames");
        setContent(frames);
        setFitToHeight(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null && was != null && buttons.containsValue(was)) {
                was.setSelected(true);
            }
        });
        showIfAny();
    }

    void add(Document document) {
        number++;
        ToggleButton button = button(document);
        Button close = Controls.iconButton("frame-close-" + number, "fth-x",
                Texts.of("film.close.hint", document.name()), () -> actions.close(document));
        close.getStyleClass().addAll("small", "frame-close");
        close.setFocusTraversable(false);
        StackPane.setAlignment(close, Pos.TOP_RIGHT);
        buttons.put(document, button);
        StackPane frame = new StackPane(button, close);
        frame.getStyleClass().add("frame");
        frames.getChildren().add(frame);
        showIfAny();
    }

    private ToggleButton button(Document document) {
        ImageView view = new ImageView(thumbnail(document.opened()));
        view.setFitHeight(HEIGHT);
        view.setFitWidth(MOST_WIDTH);
        view.setPreserveRatio(true);
        StackPane mount = new StackPane(view);
        mount.setMinSize(LEAST_WIDTH, HEIGHT);
        mount.setMaxHeight(HEIGHT);
        ToggleButton button = Controls.describe(new ToggleButton(document.name(), mount), "frame-" + number,
                Texts.of("film.frame.hint", document.name()));
        button.setContentDisplay(ContentDisplay.TOP);
        button.setMnemonicParsing(false);
        button.setMaxWidth(MOST_WIDTH + BORDER);
        button.setToggleGroup(group);
        button.setOnAction(e -> actions.show(document));
        document.revisionProperty().addListener(o -> button.setText(document.isUnsaved()
                ? Texts.of("unsaved", document.name()) : document.name()));
        return button;
    }

    void remove(Document document) {
        ToggleButton button = buttons.remove(document);
        button.setToggleGroup(null);
        frames.getChildren().remove(button.getParent());
        showIfAny();
    }

    void select(Document document) {
        ToggleButton button = buttons.get(document);
        button.setSelected(true);
        layout();
        Bounds frame = button.getParent().getBoundsInParent();
        double hidden = frames.getWidth() - getViewportBounds().getWidth();
        if (hidden > 0) {
            setHvalue(Math.clamp((frame.getCenterX() - getViewportBounds().getWidth() / 2) / hidden, 0, 1));
        }
    }

    private void showIfAny() {
        setVisible(!buttons.isEmpty());
        setManaged(!buttons.isEmpty());
    }

    /** At most twice the displayed size, for high-density screens. */
    private static WritableImage thumbnail(Picture picture) {
        int step = (int) Math.max(1,
                Math.max(picture.height() / (2 * HEIGHT), picture.width() / (2 * MOST_WIDTH)));
        int w = (picture.width() - 1) / step + 1;
        int h = (picture.height() - 1) / step + 1;
        int[] argb = new int[w * h];
        DisplayColor.argb(picture, picture.bounds(), step, argb, w);
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return image;
    }
}
