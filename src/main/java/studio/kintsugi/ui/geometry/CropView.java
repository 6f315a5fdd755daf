package studio.kintsugi.ui.geometry;

import java.util.List;
import java.util.Map;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.ui.common.Texts;

/**
 * The whole picture, turned as it will be, with a frame round what will stay. Corners, edges and the inside of the
 * frame can be dragged; a drag outside turns the picture, and one along a line that should be level makes it so.
 */
final class CropView extends Pane {
    private static final double MARGIN = 28;
    private static final double REACH = 14;
    private static final double HANDLE = 18;
    private static final double MOST_DEGREES = 45;
    private static final double KEY_STEP = 0.01;
    private static final Color GOLD = Color.web("#d4a84b");
    private static final Color SHADE = Color.gray(0.06, 0.66);
    private static final Color LINE = Color.gray(1, 0.38);

    private final Canvas canvas = new Canvas();
    private final DoubleProperty angle = new SimpleDoubleProperty();
    private final ObjectProperty<CropFrame> frame = new SimpleObjectProperty<>(CropFrame.WHOLE);
    private final BooleanProperty leveling = new SimpleBooleanProperty();
    private Image image;
    private Region size = Region.of(1, 1);
    private Grip grip;
    private Point2D begin;
    private Point2D end;
    private CropFrame grasped;
    private double angleBefore;

    /** What a drag moves: an edge or a corner by {@code across} and {@code down}, all of the frame, or the angle. */
    private record Grip(int across, int down, boolean inside) {
        boolean isEdge() {
            return across != 0 || down != 0;
        }
    }

    CropView() {
        setId("crop-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        accessibleTextProperty().bind(Texts.text("crop.view"));
        setFocusTraversable(true);
        getStyleClass().add("crop-view");
        canvas.widthProperty().bind(widthProperty());
        canvas.heightProperty().bind(heightProperty());
        getChildren().add(canvas);
        for (Observable o : List.of(widthProperty(), heightProperty(), angle, frame)) {
            o.addListener(changed -> draw());
        }
        setOnMouseMoved(e -> setCursor(cursor(at(e))));
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseReleased(this::released);
        setOnKeyPressed(this::key);
    }

    /** Degrees clockwise, within ±45. */
    DoubleProperty angleProperty() {
        return angle;
    }

    /** The frame, in parts of the straightened picture. */
    ObjectProperty<CropFrame> frameProperty() {
        return frame;
    }

    /** Whether the next drag says what is level. */
    BooleanProperty levelingProperty() {
        return leveling;
    }

    /**
     * Shows a picture.
     *
     * @param preview of it, at any size
     * @param picture its own size, pixels
     */
    void show(Image preview, Region picture) {
        image = preview;
        size = picture;
        draw();
    }

    /** The size of the straightened picture, pixels. */
    Region straightened() {
        return Geometry.size(new Step(Geometry.STRAIGHTEN, Map.of("angle", angle.get())), size);
    }

    /** Screen pixels per picture pixel. */
    private double scale() {
        return Math.max(1e-6, Math.min((getWidth() - 2 * MARGIN) / size.width(),
                (getHeight() - 2 * MARGIN) / size.height()));
    }

    private double toX(double part) {
        return getWidth() / 2 + (part - 0.5) * straightened().width() * scale();
    }

    private double toY(double part) {
        return getHeight() / 2 + (part - 0.5) * straightened().height() * scale();
    }

    private static Point2D at(MouseEvent e) {
        return new Point2D(e.getX(), e.getY());
    }

    private Grip gripAt(Point2D p) {
        CropFrame f = frame.get();
        boolean within = p.getX() > toX(f.left()) - REACH && p.getX() < toX(f.right()) + REACH
                && p.getY() > toY(f.top()) - REACH && p.getY() < toY(f.bottom()) + REACH;
        if (!within) {
            return new Grip(0, 0, false);
        }
        return new Grip(near(p.getX(), toX(f.left()), toX(f.right())), near(p.getY(), toY(f.top()), toY(f.bottom())),
                true);
    }

    private static int near(double at, double low, double high) {
        boolean nearLow = Math.abs(at - low) < REACH;
        boolean nearHigh = Math.abs(at - high) < REACH;
        return nearLow && (!nearHigh || at - low < high - at) ? -1 : nearHigh ? 1 : 0;
    }

    private Cursor cursor(Point2D p) {
        if (leveling.get()) {
            return Cursor.CROSSHAIR;
        }
        Grip at = gripAt(p);
        if (!at.inside()) {
            return Cursor.HAND;
        }
        return !at.isEdge() ? Cursor.MOVE : at.down() == 0 ? Cursor.H_RESIZE : at.across() == 0 ? Cursor.V_RESIZE
                : at.across() == at.down() ? Cursor.NW_RESIZE : Cursor.NE_RESIZE;
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        grip = gripAt(at(e));
        begin = at(e);
        end = begin;
        grasped = frame.get();
        angleBefore = angle.get();
    }

    private void dragged(MouseEvent e) {
        if (grip == null) {
            return;
        }
        end = at(e);
        double dx = (end.getX() - begin.getX()) / (straightened().width() * scale());
        double dy = (end.getY() - begin.getY()) / (straightened().height() * scale());
        if (leveling.get()) {
            draw();
        } else if (grip.isEdge()) {
            frame.set(grasped.drag(grip.across(), grip.down(), (grip.across() < 0 ? grasped.left() : grasped.right())
                    + dx, (grip.down() < 0 ? grasped.top() : grasped.bottom()) + dy));
        } else if (grip.inside()) {
            frame.set(grasped.move(dx, dy));
        } else {
            turn(angleBefore + around(end) - around(begin));
        }
    }

    private double around(Point2D p) {
        return Math.toDegrees(Math.atan2(p.getY() - getHeight() / 2, p.getX() - getWidth() / 2));
    }

    private void released(MouseEvent e) {
        grip = null;
        if (leveling.get()) {
            leveling.set(false);
            if (begin.distance(end) > REACH) {
                level(end.getX() - begin.getX(), end.getY() - begin.getY());
            }
            draw();
        }
    }

    /** Turns the picture so that a line across it becomes level, or upright where it is nearer to that. */
    void level(double dx, double dy) {
        double slope = Math.toDegrees(Math.atan2(dy, dx));
        turn(angle.get() - (slope - 90 * Math.round(slope / 90)));
    }

    /** To a tenth of a degree. */
    private void turn(double degrees) {
        double whole = degrees - 360 * Math.round(degrees / 360);
        angle.set(Math.clamp(Math.round(10 * whole) / 10.0, -MOST_DEGREES, MOST_DEGREES));
    }

    /** Arrows move the frame; with Shift they make it wider, narrower, higher or lower. */
    private void key(KeyEvent e) {
        int across = switch (e.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            default -> 0;
        };
        int down = switch (e.getCode()) {
            case UP -> -1;
            case DOWN -> 1;
            default -> 0;
        };
        if (across == 0 && down == 0 || e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        CropFrame f = frame.get();
        frame.set(e.isShiftDown() ? f.drag(across == 0 ? 0 : 1, down == 0 ? 0 : 1, f.right() + across * KEY_STEP,
                f.bottom() + down * KEY_STEP) : f.move(across * KEY_STEP, down * KEY_STEP));
        e.consume();
    }

    private void draw() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        double w = canvas.getWidth();
        double h = canvas.getHeight();
        g.clearRect(0, 0, w, h);
        if (image == null) {
            return;
        }
        double s = scale();
        g.save();
        g.translate(w / 2, h / 2);
        g.rotate(angle.get());
        g.drawImage(image, -size.width() * s / 2, -size.height() * s / 2, size.width() * s, size.height() * s);
        g.restore();
        CropFrame f = frame.get();
        double left = Math.round(toX(f.left()));
        double top = Math.round(toY(f.top()));
        double right = Math.round(toX(f.right()));
        double bottom = Math.round(toY(f.bottom()));
        g.setFill(SHADE);
        g.fillRect(0, 0, w, top);
        g.fillRect(0, bottom, w, h - bottom);
        g.fillRect(0, top, left, bottom - top);
        g.fillRect(right, top, w - right, bottom - top);
        g.setStroke(LINE);
        g.setLineWidth(1);
        for (int i = 1; i < 3; i++) {
            double x = Math.round(left + i * (right - left) / 3) + 0.5;
            double y = Math.round(top + i * (bottom - top) / 3) + 0.5;
            g.strokeLine(x, top, x, bottom);
            g.strokeLine(left, y, right, y);
        }
        g.setStroke(Color.gray(1, 0.9));
        g.strokeRect(left + 0.5, top + 0.5, right - left - 1, bottom - top - 1);
        handles(g, left, top, right, bottom);
        if (leveling.get() && begin != null && grip != null) {
            g.setStroke(GOLD);
            g.setLineWidth(2);
            g.strokeLine(begin.getX(), begin.getY(), end.getX(), end.getY());
        }
    }

    private static void handles(GraphicsContext g, double left, double top, double right, double bottom) {
        g.setStroke(GOLD);
        g.setLineWidth(4);
        double across = Math.min(HANDLE, (right - left) / 3);
        double down = Math.min(HANDLE, (bottom - top) / 3);
        for (double x : new double[] {left, right}) {
            double inX = x == left ? across : -across;
            for (double y : new double[] {top, bottom}) {
                double inY = y == top ? down : -down;
                g.strokePolyline(new double[] {x + inX, x, x}, new double[] {y, y, y + inY}, 3);
            }
            g.strokeLine(x, (top + bottom) / 2 - down / 2, x, (top + bottom) / 2 + down / 2);
        }
        for (double y : new double[] {top, bottom}) {
            g.strokeLine((left + right) / 2 - across / 2, y, (left + right) / 2 + across / 2, y);
        }
    }
}
