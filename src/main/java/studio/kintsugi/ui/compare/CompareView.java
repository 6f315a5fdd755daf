package studio.kintsugi.ui.compare;

import java.util.concurrent.Executor;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.common.Zoomable;

/**
 * Before and after in one frame: with a line between them that can be dragged, or side by side. Both move in step;
 * the wheel zooms at the pointer, a drag pans.
 */
public final class CompareView extends Pane implements Zoomable {
    private static final double GRIP = 8;
    private static final Color GOLD = Color.web("#d4a84b");

    private final Canvas canvas = new Canvas();
    private final ComparedPictures pictures;
    private final ObjectProperty<CompareMode> mode = new SimpleObjectProperty<>(CompareMode.SPLIT);
    private final AnimationTimer redraw = new AnimationTimer() {
        @Override
        public void handle(long now) {
            stop();
            draw();
        }
    };
    private double split = 0.5;
    private boolean original;
    private PanZoom camera = new PanZoom(1, 0, 0);
    private boolean fitted = true;
    private final ReadOnlyObjectWrapper<Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<PanZoom> place = new ReadOnlyObjectWrapper<>(camera);
    private boolean alone;
    private final ReadOnlyIntegerWrapper percent = new ReadOnlyIntegerWrapper(100);
    private final ReadOnlyBooleanWrapper hasPicture = new ReadOnlyBooleanWrapper();
    private boolean draggingSplit;
    private double lastX;
    private double lastY;

    /**
     * @param executor makes screen tiles
     */
    public CompareView(Executor executor) {
        pictures = new ComparedPictures(executor, this::invalidate);
        setId("compare-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        accessibleTextProperty().bind(Texts.text("compare"));
        focusTraversableProperty().bind(hasPicture);
        getStyleClass().add("compare-view");
        canvas.widthProperty().bind(widthProperty());
        canvas.heightProperty().bind(heightProperty());
        getChildren().add(canvas);
        widthProperty().addListener(o -> resized());
        heightProperty().addListener(o -> resized());
        mode.addListener((o, was, is) -> arranged(was));
        setOnScroll(e -> {
            if (before() != null && e.getDeltaY() != 0) {
                zoom(Math.pow(1.0015, e.getDeltaY()), inPane(e.getX()), e.getY());
            }
        });
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseMoved(e -> setCursor(nearSplit(e.getX()) ? Cursor.H_RESIZE : Cursor.DEFAULT));
        setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                toggleFit(inPane(e.getX()), e.getY());
            }
        });
    }

    public ObjectProperty<CompareMode> modeProperty() {
        return mode;
    }

    @Override
    public ReadOnlyIntegerProperty percentProperty() {
        return percent.getReadOnlyProperty();
    }

    /**
     * What is on the screen.
     *
     * @param before the picture on the left of the line
     * @param after its result, of the same size; null where there is none
     * @param strength how much of the result shows, 0–1
     * @param visible the part of the picture that is seen
     */
    public record Shown(Picture before, Picture after, double strength, Region visible) {}

    /** What is on the screen now; null where there is no picture. */
    public ReadOnlyObjectProperty<Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    private void tell() {
        shown.set(before() == null || getWidth() == 0 ? null
                : new Shown(before(), pictures.after(), pictures.strength(), visible()));
    }

    /** Where the picture lies in this view. */
    public ReadOnlyObjectProperty<PanZoom> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** Shows the result without what it is compared with, as long as it is worked on by hand. */
    public void showAlone(boolean only) {
        double was = paneWidth();
        alone = only;
        camera = camera.pan((paneWidth() - was) / 2, 0);
        resized();
    }

    /**
     * Lets the result show only in a part of the picture.
     *
     * @param shown null for everywhere
     */
    public void setVeil(Veil shown) {
        pictures.setVeil(shown);
    }

    public ReadOnlyBooleanProperty hasPictureProperty() {
        return hasPicture.getReadOnlyProperty();
    }

    /** Keeps zoom and the place in the middle where the frame became narrower or wider. */
    private void arranged(CompareMode was) {
        double before = was == CompareMode.SIDE_BY_SIDE ? getWidth() / 2 : getWidth();
        camera = camera.pan((paneWidth() - before) / 2, 0);
        resized();
    }

    /**
     * Shows a picture and, where there is one, its result.
     *
     * @param result of the same size, or null
     */
    public void show(Picture source, Picture result, double resultStrength) {
        Picture before = before();
        boolean sameShape = before != null && source != null && (long) before.width() * source.height()
                == (long) before.height() * source.width();
        if (sameShape && before.width() != source.width()) {
            camera = new PanZoom(camera.scale() * before.width() / source.width(), camera.x(), camera.y());
        }
        pictures.show(source, result, resultStrength);
        hasPicture.set(source != null);
        if (!sameShape) {
            fitted = true;
        }
        resized();
    }

    /**
     * Puts another picture than the last step's input on the left of the line.
     *
     * @param picture of the shape of what is shown, or null for the last step's input
     */
    public void setLeft(Picture picture) {
        pictures.setLeft(picture);
    }

    /**
     * The picture as it was opened, for {@link #showOriginal}.
     *
     * @param picture of the shape of what is shown, or null for what is on the left
     */
    public void setOpened(Picture picture) {
        pictures.setOpened(picture);
    }

    /** Whether parts of an unfinished result or a preview are shown. */
    public boolean hasParts() {
        return pictures.hasParts();
    }

    /**
     * The picture before it was enlarged, for {@link #togglePixels}.
     *
     * @param picture of the shape of what is shown, or null where there is none
     */
    public void setSource(Picture picture) {
        pictures.setSource(picture);
    }

    /** Shows what was enlarged by its pixels (nearest neighbour) rather than smoothly (bicubic), or the other way. */
    public void togglePixels() {
        pictures.togglePixels();
    }

    /** How much of the result shows, 0–1. */
    public void setStrength(double value) {
        pictures.setStrength(value);
        tell();
    }

    /** A part of an unfinished result, at the resolution this view shows now. */
    public FinishedPart part(Region region, Picture pixels) {
        return FinishedPart.of(region, pixels, Math.max(1, (int) Math.floor(1 / camera.scale())),
                pictures.veil());
    }

    /** Paints a part of an unfinished result; on the JavaFX thread. */
    public void paint(FinishedPart part) {
        pictures.paint(part);
    }

    /** Shows the original while a key is held. */
    public void showOriginal(boolean show) {
        original = show;
        invalidate();
    }

    @Override
    public void fit() {
        fitted = true;
        resized();
    }

    @Override
    public void zoomTo(double scale) {
        if (before() != null) {
            zoom(scale / camera.scale(), paneWidth() / 2, getHeight() / 2);
        }
    }

    /** Whether the whole picture is fitted into the frame, also when the frame changes its size. */
    public boolean isFitted() {
        return fitted;
    }

    /**
     * Moves what is seen by a tenth of the frame.
     *
     * @param across 1 to the right, -1 to the left
     * @param down 1 down, -1 up
     */
    public void move(int across, int down) {
        if (before() != null) {
            camera = camera.pan(-across * paneWidth() / 10, -down * getHeight() / 10);
            hold();
        }
    }

    /** Brings a place of the picture, in its pixels, to the middle as far as the picture reaches. */
    public void lookAt(double x, double y) {
        if (before() != null) {
            fitted = false;
            camera = new PanZoom(camera.scale(), paneWidth() / 2 - x * camera.scale(),
                    getHeight() / 2 - y * camera.scale());
            hold();
        }
    }

    @Override
    public double zoom() {
        return camera.scale();
    }

    /** The visible part of the picture, or null where there is none. */
    public Region visible() {
        if (before() == null) {
            return null;
        }
        int x = (int) Math.floor(Math.max(0, -camera.x() / camera.scale()));
        int y = (int) Math.floor(Math.max(0, -camera.y() / camera.scale()));
        int w = (int) Math.ceil(paneWidth() / camera.scale()) + 1;
        int h = (int) Math.ceil(getHeight() / camera.scale()) + 1;
        return new Region(x, y, w, h).intersect(before().bounds());
    }

    private void zoom(double factor, double x, double y) {
        fitted = false;
        double least = PanZoom.fit(before().width(), before().height(), paneWidth(), getHeight()).scale();
        camera = camera.zoom(factor, x, y, least);
        hold();
    }

    private void toggleFit(double x, double y) {
        if (before() != null) {
            if (fitted) {
                zoom(1 / camera.scale(), x, y);
            } else {
                fit();
            }
        }
    }

    private void resized() {
        if (before() != null && getWidth() > 0 && getHeight() > 0) {
            if (fitted) {
                camera = PanZoom.fit(before().width(), before().height(), paneWidth(), getHeight());
            }
            hold();
        }
        tell();
        invalidate();
    }

    private void hold() {
        percent.set((int) Math.round(100 * camera.scale()));
        camera = camera.within(before().width(), before().height(), paneWidth(), getHeight());
        tell();
        place.set(camera);
        invalidate();
    }

    private double paneWidth() {
        return isSideBySide() ? getWidth() / 2 : getWidth();
    }

    private boolean isSideBySide() {
        return !alone && mode.get() == CompareMode.SIDE_BY_SIDE;
    }

    private double inPane(double x) {
        return x % Math.max(1, paneWidth());
    }

    private Picture before() {
        return pictures.before();
    }

    private boolean nearSplit(double x) {
        return pictures.hasResult() && !alone && mode.get() == CompareMode.SPLIT
                && Math.abs(x - split * getWidth()) < GRIP;
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        draggingSplit = nearSplit(e.getX());
        lastX = e.getX();
        lastY = e.getY();
    }

    private void dragged(MouseEvent e) {
        if (before() == null) {
            return;
        }
        if (draggingSplit) {
            split = Math.clamp(e.getX() / getWidth(), 0, 1);
            invalidate();
        } else {
            camera = camera.pan(e.getX() - lastX, e.getY() - lastY);
            hold();
        }
        lastX = e.getX();
        lastY = e.getY();
    }

    private void invalidate() {
        redraw.start();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double w = canvas.getWidth();
        double h = canvas.getHeight();
        g.clearRect(0, 0, w, h);
        if (before() == null) {
            return;
        }
        if (isSideBySide()) {
            drawPart(g, 0, 0, w / 2, false);
            drawPart(g, w / 2, 0, w / 2, true);
            line(g, w / 2);
            if (pictures.hasResult()) {
                name(g, Texts.of("compare.before"), 12, false);
                name(g, Texts.of(original ? "compare.before" : "compare.after"), w - 12, true);
            }
        } else if (original || !pictures.hasResult()) {
            drawPart(g, 0, 0, w, false);
        } else if (alone) {
            drawPart(g, 0, 0, w, true);
        } else {
            double at = Math.round(split * w);
            drawPart(g, 0, 0, at, false);
            drawPart(g, 0, at, w - at, true);
            line(g, at);
            name(g, Texts.of("compare.before"), at - 14, true);
            name(g, Texts.of("compare.after"), at + 14, false);
        }
    }

    /** Draws before or after into the part of the frame from {@code origin + left} on. */
    private void drawPart(GraphicsContext g, double origin, double left, double width, boolean result) {
        g.save();
        g.beginPath();
        g.rect(origin + left, 0, width, canvas.getHeight());
        g.clip();
        g.translate(origin, 0);
        pictures.draw(g, camera, left, width, canvas.getHeight(), result, original);
        g.restore();
    }

    /** Says which side is which, in a corner of it. */
    private void name(GraphicsContext g, String text, double x, boolean endsThere) {
        g.save();
        Text measured = new Text(text);
        measured.setFont(g.getFont());
        double width = measured.getLayoutBounds().getWidth() + 16;
        double left = endsThere ? x - width : x;
        g.setFill(Color.gray(0.1, 0.75));
        g.fillRoundRect(left, 12, width, 24, 8, 8);
        g.setFill(Color.WHITE);
        g.fillText(text, left + 8, 28);
        g.restore();
    }

    private void line(GraphicsContext g, double x) {
        double h = canvas.getHeight();
        g.setFill(GOLD);
        g.fillRect(x - 1, 0, 2, h);
        if (mode.get() == CompareMode.SPLIT) {
            g.fillOval(x - 9, h / 2 - 9, 18, 18);
            g.setFill(Color.web("#2b2416"));
            g.fillPolygon(new double[] {x - 6, x - 2, x - 2}, new double[] {h / 2, h / 2 - 4, h / 2 + 4}, 3);
            g.fillPolygon(new double[] {x + 6, x + 2, x + 2}, new double[] {h / 2, h / 2 - 4, h / 2 + 4}, 3);
        }
    }
}
