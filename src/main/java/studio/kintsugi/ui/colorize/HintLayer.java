package studio.kintsugi.ui.colorize;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;
import studio.kintsugi.ui.picture.PanZoom;

/**
 * The colour hints on sketch and result: a click sets one, a drag moves it, the other button takes it away, and the one
 * touched last takes the colour that is chosen. For the JavaFX thread.
 */
final class HintLayer implements PicturePane.Gestures, PicturePane.Overlay {
    private static final double DOT = 7;
    private static final int NONE = -1;

    private final Owner owner;
    private int touched = NONE;
    private Hint draggedTo;

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

    /** Deselects the hint. */
    void forget() {
        touched = NONE;
    }

    /** Gives the selected hint a colour. */
    void recolor(Color color) {
        List<Hint> hints = owner.state().hints();
        if (touched >= 0 && touched < hints.size()) {
            Hint h = hints.get(touched);
            owner.change(owner.state().withHint(touched, hint(h.x(), h.y(), color)));
        }
    }

    void clear() {
        forget();
        owner.change(owner.state().withHints(List.of()));
    }

    @Override
    public void draw(GraphicsContext g, PanZoom camera) {
        List<Hint> hints = owner.state().hints();
        for (int i = 0; i < hints.size(); i++) {
            Hint h = i == touched && draggedTo != null ? draggedTo : hints.get(i);
            double x = camera.x() + (h.x() + 0.5) * camera.scale();
            double y = camera.y() + (h.y() + 0.5) * camera.scale();
            g.setFill(Color.color(h.red(), h.green(), h.blue()));
            g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
            g.setLineWidth(2);
            g.setStroke(Color.WHITE);
            g.strokeOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
            g.setLineWidth(1);
            g.setStroke(Color.BLACK);
            g.strokeOval(x - DOT - 1.5, y - DOT - 1.5, 2 * DOT + 3, 2 * DOT + 3);
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
        owner.change(owner.state().with(hint(x, y, owner.color())));
    }

    @Override
    public boolean grab(double x, double y, double near) {
        touched = owner.state().hintAt(x, y, near);
        if (touched >= 0) {
            Hint h = owner.state().hints().get(touched);
            owner.setColor(Color.color(h.red(), h.green(), h.blue()));
        }
        return touched >= 0;
    }

    @Override
    public void dragged(double x, double y) {
        Hint h = owner.state().hints().get(touched);
        draggedTo = new Hint((int) x, (int) y, h.red(), h.green(), h.blue());
        owner.redraw();
    }

    @Override
    public void dropped() {
        if (draggedTo != null) {
            ColorizeState next = owner.state().withHint(touched, draggedTo);
            draggedTo = null;
            owner.change(next);
        }
    }

    @Override
    public void removed(double x, double y, double near) {
        int at = owner.state().hintAt(x, y, near);
        if (at >= 0) {
            forget();
            owner.change(owner.state().withoutHint(at));
        }
    }

    private static Hint hint(double x, double y, Color c) {
        return new Hint((int) x, (int) y, (float) c.getRed(), (float) c.getGreen(), (float) c.getBlue());
    }
}
