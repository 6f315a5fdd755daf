package studio.kintsugi.ui.masks;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.Observable;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.paint.Color;
import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.MaskShape;
import studio.kintsugi.edit.Placement;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.CompareView;
import studio.kintsugi.ui.compare.Veil;
import studio.kintsugi.ui.masks.Handles.Handle;

/**
 * Lies over the compare view and takes strokes and gradients; the wheel and the other mouse buttons stay the view's.
 * Shows the mask as a tint, the brush as a circle, and gradients by their handles.
 */
final class MaskOverlay extends Pane {
    private static final double REACH = 12;
    private static final double DOT = 6;
    private static final Color INK = Color.WHITE;
    private static final Color SHADOW = Color.gray(0, 0.6);

    private final Canvas tinted = new Canvas();
    private final Canvas marks = new Canvas();
    private final CompareView compare;
    private final MaskSettings settings;
    private final MaskTint tint;
    private final Consumer<Mask> changed;
    private Mask mask = Mask.WHOLE;
    private Placement placement = Placement.self(1, 1);
    private Picture before;
    private Optional<MaskPen> pen = Optional.empty();
    private Optional<Handle> grasped = Optional.empty();
    private Optional<Handle> chosen = Optional.empty();
    private Mask whileMoved;
    private Point2D pointer;

    /**
     * @param changed receives the mask after each stroke, or each time a gradient was moved
     */
    MaskOverlay(CompareView compare, MaskSettings settings, BackgroundTasks tasks, Consumer<Mask> changed) {
        this.compare = compare;
        this.settings = settings;
        this.changed = changed;
        this.tint = new MaskTint(tasks, this::draw);
        setId("mask-overlay");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        accessibleTextProperty().bind(Texts.text("mask.overlay"));
        setFocusTraversable(true);
        getStyleClass().add("mask-overlay");
        for (Canvas canvas : List.of(tinted, marks)) {
            canvas.widthProperty().bind(widthProperty());
            canvas.heightProperty().bind(heightProperty());
        }
        getChildren().addAll(tinted, marks);
        for (Observable o : List.of(compare.placeProperty(), widthProperty(), heightProperty(), settings.tint,
                settings.size, settings.hardness, settings.tool)) {
            o.addListener(seen -> retint());
        }
        setOnScroll(e -> compare.fireEvent(e.copyFor(compare, compare)));
        setOnMouseMoved(this::moved);
        setOnMouseExited(e -> {
            pointer = isFocused() ? pointer : null;
            draw();
        });
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseReleased(this::released);
        MaskKeys keys = new MaskKeys(this, settings);
        setOnKeyPressed(keys::pressed);
        setOnKeyReleased(keys::released);
    }

    /**
     * Shows a mask.
     *
     * @param place of the picture that is shown in the frame of the mask
     * @param input the step's input at the size of its result
     */
    void show(Mask shown, Placement place, Picture input) {
        mask = shown;
        placement = place;
        before = input;
        chosen = chosen.filter(h -> Handles.of(mask).contains(h));
        retint();
    }

    MaskSpace space() {
        return new MaskSpace(placement, compare.placeProperty().get());
    }

    /** Where the pointer is on the screen, be it moved by the mouse or by keys. */
    Point2D pointer() {
        return pointer == null ? new Point2D(getWidth() / 2, getHeight() / 2) : pointer;
    }

    void point(Point2D at) {
        pointer = new Point2D(Math.clamp(at.getX(), 0, getWidth()), Math.clamp(at.getY(), 0, getHeight()));
        pen.ifPresent(p -> p.to(space().toFrame(pointer.getX(), pointer.getY()), space()));
        retint();
    }

    /** The gradient point that was touched last. */
    Optional<Handle> chosen() {
        return chosen;
    }

    /** Moves the chosen gradient point by screen pixels. */
    void nudge(double dx, double dy) {
        chosen.ifPresent(h -> {
            Point2D at = Handles.at(mask, h, space());
            Point2D on = space().toScreen(at.getX(), at.getY()).add(dx, dy);
            commit(Handles.move(mask, h, space().toFrame(on.getX(), on.getY()), space()));
        });
    }

    /** Chooses the next gradient point, the first after the last. */
    void chooseNext() {
        List<Handle> all = Handles.of(mask);
        chosen = all.isEmpty() ? Optional.empty()
                : Optional.of(all.get((chosen.map(all::indexOf).orElse(-1) + 1) % all.size()));
        draw();
    }

    /** Deletes the gradient that was touched last. */
    void deleteChosen() {
        chosen.ifPresent(h -> {
            chosen = Optional.empty();
            commit(Handles.remove(mask, h));
        });
    }

    boolean isDrawing() {
        return pen.isPresent();
    }

    /** Begins a stroke or a gradient where the pointer is. */
    void begin(boolean erase) {
        pen = Optional.of(new MaskPen(settings, erase, space().toFrame(pointer().getX(), pointer().getY())));
        retint();
    }

    /** Ends it, and hands it over. */
    void end() {
        Optional<MaskShape> shape = pen.flatMap(MaskPen::shape);
        pen = Optional.empty();
        shape.ifPresent(s -> {
            if (s.kind() != MaskShape.Kind.BRUSH) {
                chosen = Optional.of(new Handle(mask.shapes().size(), 1));
            }
            commit(mask.with(s));
        });
        retint();
    }

    /** Ends it, and leaves nothing. */
    void giveUp() {
        pen = Optional.empty();
        retint();
    }

    private void commit(Mask next) {
        mask = next;
        changed.accept(next);
        retint();
    }

    private void moved(MouseEvent e) {
        pointer = new Point2D(e.getX(), e.getY());
        setCursor(Handles.near(mask, pointer, REACH, space()).isPresent() && settings.tool.get() != MaskTool.BRUSH
                ? Cursor.MOVE : settings.tool.get() == MaskTool.BRUSH ? Cursor.NONE : Cursor.CROSSHAIR);
        draw();
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        pointer = new Point2D(e.getX(), e.getY());
        if (e.getButton() != MouseButton.PRIMARY) {
            compare.fireEvent(e.copyFor(compare, compare));
            requestFocus();
            return;
        }
        grasped = settings.tool.get() == MaskTool.BRUSH ? Optional.empty()
                : Handles.near(mask, pointer, REACH, space());
        if (grasped.isPresent()) {
            chosen = grasped;
            whileMoved = mask;
        } else {
            begin(settings.erase.get() != e.isAltDown());
        }
        draw();
    }

    private void dragged(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY) {
            compare.fireEvent(e.copyFor(compare, compare));
        } else if (grasped.isPresent()) {
            pointer = new Point2D(e.getX(), e.getY());
            whileMoved = Handles.move(mask, grasped.get(), space().toFrame(e.getX(), e.getY()), space());
            retint();
        } else {
            point(new Point2D(e.getX(), e.getY()));
        }
    }

    private void released(MouseEvent e) {
        if (e.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (grasped.isPresent()) {
            grasped = Optional.empty();
            if (!whileMoved.equals(mask)) {
                commit(whileMoved);
            }
        } else if (pen.isPresent()) {
            end();
        }
    }

    /** The mask with what is being drawn. */
    private Mask shown() {
        return grasped.isPresent() ? whileMoved : pen.flatMap(MaskPen::shape).map(mask::with).orElse(mask);
    }

    private void retint() {
        if (before != null && settings.tint.get()) {
            tint.want(new Veil(shown(), placement, before), compare.placeProperty().get(), getWidth(), getHeight());
        }
        draw();
    }

    private void draw() {
        GraphicsContext g = tinted.getGraphicsContext2D();
        g.clearRect(0, 0, tinted.getWidth(), tinted.getHeight());
        if (before == null) {
            return;
        }
        if (settings.tint.get()) {
            g.save();
            g.beginPath();
            double zoom = compare.placeProperty().get().scale();
            g.rect(compare.placeProperty().get().x(), compare.placeProperty().get().y(), before.width() * zoom,
                    before.height() * zoom);
            g.clip();
            tint.draw(g, compare.placeProperty().get());
            g.restore();
        }
        drawMarks(marks.getGraphicsContext2D());
    }

    private void drawMarks(GraphicsContext g) {
        g.clearRect(0, 0, marks.getWidth(), marks.getHeight());
        if (settings.tool.get() == MaskTool.BRUSH) {
            if (pointer != null || isFocused()) {
                double radius = space().toScreen(settings.size.get() / 100);
                circle(g, pointer(), radius);
                circle(g, pointer(), radius * settings.hardness.get() / 100);
            }
            return;
        }
        Mask mask = shown();
        for (Handle handle : Handles.of(mask)) {
            Point2D part = Handles.at(mask, handle, space());
            Point2D at = space().toScreen(part.getX(), part.getY());
            if (handle.end() == 1) {
                Point2D first = Handles.at(mask, new Handle(handle.shape(), 0), space());
                Point2D from = space().toScreen(first.getX(), first.getY());
                line(g, from, at);
                if (mask.shapes().get(handle.shape()).kind() == MaskShape.Kind.RADIAL) {
                    circle(g, from, from.distance(at));
                }
            }
            g.setFill(chosen.filter(handle::equals).isPresent() ? Color.web("#d4a84b") : INK);
            g.fillOval(at.getX() - DOT, at.getY() - DOT, 2 * DOT, 2 * DOT);
            g.setStroke(SHADOW);
            g.strokeOval(at.getX() - DOT, at.getY() - DOT, 2 * DOT, 2 * DOT);
        }
        if (isFocused() && pointer != null) {
            line(g, pointer.subtract(DOT, 0), pointer.add(DOT, 0));
            line(g, pointer.subtract(0, DOT), pointer.add(0, DOT));
        }
    }

    /** A line that is seen on bright and on dark. */
    private static void line(GraphicsContext g, Point2D a, Point2D b) {
        g.setStroke(SHADOW);
        g.setLineWidth(3);
        g.strokeLine(a.getX(), a.getY(), b.getX(), b.getY());
        g.setStroke(INK);
        g.setLineWidth(1);
        g.strokeLine(a.getX(), a.getY(), b.getX(), b.getY());
    }

    private static void circle(GraphicsContext g, Point2D at, double radius) {
        g.setStroke(SHADOW);
        g.setLineWidth(3);
        g.strokeOval(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius);
        g.setStroke(INK);
        g.setLineWidth(1);
        g.strokeOval(at.getX() - radius, at.getY() - radius, 2 * radius, 2 * radius);
    }
}
