package studio.kintsugi.ui.colorize;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;
import studio.kintsugi.ui.compare.PanZoom;

/**
 * The colours given on sketch and result: a click gives a place its colour, a drag draws a stroke over several, a place
 * is moved by dragging it, the other button takes away, and what was touched last takes the colour that is chosen. For
 * the JavaFX thread.
 */
final class HintLayer implements PicturePane.Gestures, PicturePane.Overlay {
    private static final double DOT = 7;
    private static final double PEN = 4;
    private static final int NONE = -1;

    private final Owner owner;
    private int touched = NONE;
    private Stroke draggedTo;
    private Stroke drawing;

    /** The owner of the hints. */
    interface Owner {
        ColorizeState state();

        void change(ColorizeState next);

        /** The colour of new hints. */
        Color color();

        void setColor(Color color);

        void pointedAt(double x, double y);

        void pointerLeft();

        /** The display has changed, though not the state. */
        void redraw();
    }

    HintLayer(Owner owner) {
        this.owner = owner;
    }

    /** Deselects what was touched. */
    void forget() {
        touched = NONE;
    }

    /** Gives what was touched last a colour. */
    void recolor(Color c) {
        List<Stroke> strokes = owner.state().strokes();
        if (touched >= 0 && touched < strokes.size()) {
            owner.change(owner.state().withStroke(touched, strokes.get(touched).inColor((float) c.getRed(),
                    (float) c.getGreen(), (float) c.getBlue())));
        }
    }

    void clear() {
        forget();
        owner.change(owner.state().withStrokes(List.of()));
    }

    @Override
    public void draw(GraphicsContext g, PanZoom camera) {
        List<Stroke> strokes = owner.state().strokes();
        for (int i = 0; i < strokes.size(); i++) {
            draw(g, camera, i == touched && draggedTo != null ? draggedTo : strokes.get(i));
        }
        if (drawing != null) {
            draw(g, camera, drawing);
        }
    }

    /** White and black around the colour, so that it is seen on any. */
    private static void draw(GraphicsContext g, PanZoom camera, Stroke stroke) {
        double[] xs = stroke.hints().stream().mapToDouble(h -> camera.x() + (h.x() + 0.5) * camera.scale()).toArray();
        double[] ys = stroke.hints().stream().mapToDouble(h -> camera.y() + (h.y() + 0.5) * camera.scale()).toArray();
        Color color = color(stroke.first());
        double radius = stroke.isDot() ? DOT : PEN;
        g.setLineCap(StrokeLineCap.ROUND);
        g.setLineJoin(StrokeLineJoin.ROUND);
        line(g, xs, ys, radius + 2, Color.BLACK);
        line(g, xs, ys, radius + 1, Color.WHITE);
        line(g, xs, ys, radius - 1, color);
    }

    private static void line(GraphicsContext g, double[] xs, double[] ys, double radius, Color color) {
        if (xs.length == 1) {
            g.setFill(color);
            g.fillOval(xs[0] - radius, ys[0] - radius, 2 * radius, 2 * radius);
        } else {
            g.setStroke(color);
            g.setLineWidth(2 * radius);
            g.strokePolyline(xs, ys, xs.length);
        }
    }

    @Override
    public void hovered(double x, double y) {
        owner.pointedAt(x, y);
    }

    @Override
    public void left() {
        owner.pointerLeft();
    }

    @Override
    public void clicked(double x, double y) {
        owner.change(owner.state().with(Stroke.at(hint(x, y))));
    }

    @Override
    public boolean draws() {
        return owner.state().sketch() != null;
    }

    @Override
    public void drawn(double x, double y) {
        drawing = drawing == null ? Stroke.at(hint(x, y)) : drawing.to(x, y);
        owner.redraw();
    }

    @Override
    public void lifted() {
        if (drawing != null) {
            ColorizeState next = owner.state().with(drawing);
            touched = next.strokes().size() - 1;
            drawing = null;
            owner.change(next);
        }
    }

    /** Places are moved; strokes are not, since another one may well begin on top of them. */
    @Override
    public boolean grab(double x, double y, double near) {
        touched = owner.state().strokeAt(x, y, near);
        if (touched < 0) {
            return false;
        }
        Stroke stroke = owner.state().strokes().get(touched);
        owner.setColor(color(stroke.first()));
        return stroke.isDot();
    }

    @Override
    public void dragged(double x, double y) {
        Hint h = owner.state().strokes().get(touched).first();
        draggedTo = Stroke.at(new Hint((int) x, (int) y, h.red(), h.green(), h.blue()));
        owner.redraw();
    }

    @Override
    public void dropped() {
        if (draggedTo != null) {
            ColorizeState next = owner.state().withStroke(touched, draggedTo);
            draggedTo = null;
            owner.change(next);
        }
    }

    @Override
    public void removed(double x, double y, double near) {
        int at = owner.state().strokeAt(x, y, near);
        if (at >= 0) {
            forget();
            owner.change(owner.state().withoutStroke(at));
        }
    }

    private static Color color(Hint h) {
        return Color.color(h.red(), h.green(), h.blue());
    }

    private Hint hint(double x, double y) {
        Color c = owner.color();
        return new Hint((int) x, (int) y, (float) c.getRed(), (float) c.getGreen(), (float) c.getBlue());
    }
}
