package studio.kintsugi.ui.colorize;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Zoomable;
import studio.kintsugi.ui.compare.PanZoom;

/**
 * Shows one picture: the wheel zooms, a drag pans (with any button but the primary one where that draws), and other
 * mouse input goes to its {@link Gestures}.
 */
final class PicturePane extends StackPane implements Zoomable {
    private static final double MOST_ENLARGED = 4;
    private static final double CLICK = 4;

    private final Canvas canvas = new Canvas();
    private final Label placeholder;
    private final AnimationTimer redraw = new AnimationTimer() {
        @Override
        public void handle(long now) {
            stop();
            draw();
        }
    };
    private Image image;
    private int width;
    private int height;
    private PanZoom camera = new PanZoom(1, 0, 0);
    private boolean fitted = true;
    private final ReadOnlyIntegerWrapper percent = new ReadOnlyIntegerWrapper(100);
    private Overlay overlay = (g, c) -> {};
    private Gestures gestures = new Gestures() {};
    private Consumer<PanZoom> onMoved = c -> {};
    private boolean grabbed;
    private boolean drawing;
    private boolean moved;
    private double pressedX;
    private double pressedY;
    private double lastX;
    private double lastY;

    /** Draws over the picture. */
    @FunctionalInterface
    interface Overlay {
        void draw(GraphicsContext g, PanZoom camera);
    }

    /** Mouse input in the picture's pixels; only inside it. */
    interface Gestures {
        default void hovered(double x, double y) {}

        default void left() {}

        default void clicked(double x, double y) {}

        /**
         * The primary button was pressed.
         *
         * @param near largest distance that counts as near, pixels
         * @return whether a drag begins here
         */
        default boolean grab(double x, double y, double near) {
            return false;
        }

        default void dragged(double x, double y) {}

        default void dropped() {}

        /** Whether a drag that grabs nothing draws, rather than move the picture. */
        default boolean draws() {
            return false;
        }

        /** A line is drawn to a place; the first one is where it begins. */
        default void drawn(double x, double y) {}

        /** The line is drawn. */
        default void lifted() {}

        /** The secondary button was clicked. */
        default void removed(double x, double y, double near) {}
    }

    /**
     * @param description accessible text
     * @param invitation shown while there is no picture
     * @param files receives files dropped on it
     */
    PicturePane(String id, ObservableValue<String> description, ObservableValue<String> invitation,
            Consumer<List<Path>> files) {
        setId(id);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        accessibleTextProperty().bind(description);
        getStyleClass().add("compare-view");
        setMinSize(0, 0);
        setPrefSize(0, 0);
        placeholder = Controls.text(invitation, "pane-invitation");
        placeholder.setMouseTransparent(true);
        canvas.setManaged(false);
        canvas.widthProperty().bind(widthProperty());
        canvas.heightProperty().bind(heightProperty());
        getChildren().addAll(canvas, placeholder);
        widthProperty().addListener(o -> resized());
        heightProperty().addListener(o -> resized());
        setOnScroll(e -> {
            if (image != null && e.getDeltaY() != 0) {
                fitted = false;
                moveTo(camera.zoom(Math.pow(1.0015, e.getDeltaY()), e.getX(), e.getY(), fitting().scale()));
            }
        });
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseReleased(this::released);
        setOnMouseMoved(e -> hover(e.getX(), e.getY()));
        setOnMouseExited(e -> gestures.left());
        setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                e.consume();
            }
        });
        setOnDragDropped((DragEvent e) -> {
            files.accept(e.getDragboard().getFiles().stream().map(java.io.File::toPath).toList());
            e.setDropCompleted(true);
            e.consume();
        });
    }

    void setGestures(Gestures to) {
        gestures = to;
        setCursor(Cursor.CROSSHAIR);
    }

    void setOverlay(Overlay to) {
        overlay = to;
    }

    /** Calls {@code listener} with the new position once the user has moved the picture. */
    void onMoved(Consumer<PanZoom> listener) {
        onMoved = listener;
    }

    /**
     * Shows a picture.
     *
     * @param shown its image, at its own size or smaller; null for none
     * @param pixelsAcross of the picture
     * @param pixelsDown of the picture
     */
    void show(Image shown, int pixelsAcross, int pixelsDown) {
        boolean same = width == pixelsAcross && height == pixelsDown;
        image = shown;
        width = pixelsAcross;
        height = pixelsDown;
        placeholder.setVisible(shown == null);
        if (!same) {
            fitted = true;
        }
        resized();
    }

    /** Takes the zoom and position of another pane. */
    void follow(PanZoom other) {
        fitted = false;
        camera = other;
        tell();
        refresh();
    }

    /** Redraws. */
    void refresh() {
        redraw.start();
    }

    private PanZoom fitting() {
        double scale = Math.min(MOST_ENLARGED, Math.min(getWidth() / width, getHeight() / height));
        return new PanZoom(scale, (getWidth() - width * scale) / 2, (getHeight() - height * scale) / 2);
    }

    private void tell() {
        percent.set((int) Math.round(100 * camera.scale()));
    }

    @Override
    public ReadOnlyIntegerProperty percentProperty() {
        return percent.getReadOnlyProperty();
    }

    @Override
    public double zoom() {
        return camera.scale();
    }

    @Override
    public void zoomTo(double scale) {
        if (image != null) {
            fitted = false;
            moveTo(camera.zoom(scale / camera.scale(), getWidth() / 2, getHeight() / 2, fitting().scale()));
        }
    }

    @Override
    public void fit() {
        if (image != null) {
            moveTo(fitting());
            fitted = true;
        }
    }

    private void resized() {
        if (image != null && getWidth() > 0 && getHeight() > 0) {
            camera = fitted ? fitting() : camera.within(width, height, getWidth(), getHeight());
            tell();
        }
        refresh();
    }

    private void moveTo(PanZoom to) {
        camera = to.within(width, height, getWidth(), getHeight());
        tell();
        onMoved.accept(camera);
        refresh();
    }

    private double pictureX(double x) {
        return (x - camera.x()) / camera.scale();
    }

    private double pictureY(double y) {
        return (y - camera.y()) / camera.scale();
    }

    private boolean inside(double x, double y) {
        double px = pictureX(x);
        double py = pictureY(y);
        return image != null && px >= 0 && py >= 0 && px < width && py < height;
    }

    private double near() {
        return 9 / camera.scale();
    }

    private void hover(double x, double y) {
        if (inside(x, y)) {
            gestures.hovered(pictureX(x), pictureY(y));
        } else {
            gestures.left();
        }
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        moved = false;
        pressedX = e.getX();
        pressedY = e.getY();
        lastX = pressedX;
        lastY = pressedY;
        boolean onPicture = e.getButton() == MouseButton.PRIMARY && inside(lastX, lastY);
        grabbed = onPicture && gestures.grab(pictureX(lastX), pictureY(lastY), near());
        drawing = onPicture && !grabbed && gestures.draws();
    }

    private void dragged(MouseEvent e) {
        boolean begun = moved;
        moved |= Math.hypot(e.getX() - pressedX, e.getY() - pressedY) > CLICK;
        if (!moved || image == null) {
            return;
        }
        double x = Math.clamp(pictureX(e.getX()), 0, width - 1);
        double y = Math.clamp(pictureY(e.getY()), 0, height - 1);
        if (grabbed) {
            gestures.dragged(x, y);
        } else if (drawing) {
            if (!begun) {
                gestures.drawn(pictureX(pressedX), pictureY(pressedY));
            }
            gestures.drawn(x, y);
        } else {
            fitted = false;
            moveTo(camera.pan(e.getX() - lastX, e.getY() - lastY));
        }
        lastX = e.getX();
        lastY = e.getY();
    }

    private void released(MouseEvent e) {
        boolean here = inside(e.getX(), e.getY());
        if (grabbed) {
            grabbed = false;
            gestures.dropped();
        } else if (drawing && moved) {
            gestures.lifted();
        } else if (!moved && here && e.getButton() == MouseButton.PRIMARY) {
            gestures.clicked(pictureX(e.getX()), pictureY(e.getY()));
        } else if (!moved && here && e.getButton() == MouseButton.SECONDARY) {
            gestures.removed(pictureX(e.getX()), pictureY(e.getY()), near());
        }
    }

    /** The image's colour at a place of the picture. */
    Color colorAt(double x, double y) {
        int ix = Math.clamp((long) (x * image.getWidth() / width), 0, (int) image.getWidth() - 1);
        int iy = Math.clamp((long) (y * image.getHeight() / height), 0, (int) image.getHeight() - 1);
        Color c = image.getPixelReader().getColor(ix, iy);
        return Color.WHITE.interpolate(new Color(c.getRed(), c.getGreen(), c.getBlue(), 1), c.getOpacity());
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (image == null) {
            return;
        }
        double x = Math.round(camera.x());
        double y = Math.round(camera.y());
        double w = Math.round(width * camera.scale());
        double h = Math.round(height * camera.scale());
        g.setFill(Color.WHITE);
        g.fillRect(x, y, w, h);
        g.setImageSmoothing(camera.scale() * width < 3 * image.getWidth());
        g.drawImage(image, x, y, w, h);
        g.setImageSmoothing(true);
        overlay.draw(g, camera);
    }
}
