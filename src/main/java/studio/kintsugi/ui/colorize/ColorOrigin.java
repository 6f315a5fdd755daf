package studio.kintsugi.ui.colorize;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.service.colorize.ColorizedDrawing;
import studio.kintsugi.service.colorize.Correspondence;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.PanZoom;

/**
 * Shows where the colour at the pointer came from: a cross on sketch and result, a heat map on the reference, and a
 * sentence. For the JavaFX thread.
 */
final class ColorOrigin {
    private static final Color GOLD = Color.web("#d4a84b");
    private static final double ARM = 10;

    private final Owner owner;
    private double[] pointer;
    private HeatMap heat;

    /** The part of the window that shows the references. */
    interface Owner {
        ColorizeState state();

        void showReference(int place);

        /**
         * The heat map has changed.
         *
         * @param sentence describes it; empty where there is none
         */
        void originShown(Supplier<String> sentence);
    }

    ColorOrigin(Owner owner) {
        this.owner = owner;
    }

    /**
     * The pointer moved to a place of the sketch, in its pixels.
     *
     * @param made the result, or null
     * @param from what it was made from, or null
     */
    void pointAt(double x, double y, ColorizedDrawing made, ColorizeState from) {
        pointer = new double[] {x, y};
        if (made == null) {
            return;
        }
        List<Correspondence.Source> sources = made.correspondence().of((int) x, (int) y);
        int best = IntStream.range(0, sources.size()).boxed()
                .max(Comparator.comparingDouble(i -> sources.get(i).share())).orElseThrow();
        int place = placeOf(from.references().get(best).picture());
        if (place >= 0) {
            owner.showReference(place);
            heat = new HeatMap(sources.get(best));
            double peak = heat.peak();
            owner.originShown(() -> Texts.of(sources.size() > 1 ? "colorize.source.of" : "colorize.source",
                    Math.round(100 * peak), place + 1, Math.round(100 * sources.get(best).share())));
        }
    }

    /** Index of a reference; it may have been removed since the result was made. */
    private int placeOf(Picture picture) {
        List<ColorizeState.Source> references = owner.state().references();
        return IntStream.range(0, references.size()).filter(i -> references.get(i).picture() == picture)
                .findFirst().orElse(-1);
    }

    /**
     * The pointer left.
     *
     * @return whether it was inside before
     */
    boolean pointerLeft() {
        boolean was = pointer != null;
        pointer = null;
        if (was) {
            forget();
        }
        return was;
    }

    /** Another reference or result is shown: removes the heat map. */
    void forget() {
        heat = null;
        owner.originShown(() -> "");
    }

    void drawPointer(GraphicsContext g, PanZoom camera) {
        if (pointer != null) {
            double x = camera.x() + pointer[0] * camera.scale();
            double y = camera.y() + pointer[1] * camera.scale();
            g.setLineWidth(1.5);
            g.setStroke(GOLD);
            g.strokeLine(x - ARM, y, x + ARM, y);
            g.strokeLine(x, y - ARM, x, y + ARM);
        }
    }

    /**
     * @param shown the reference on screen
     */
    void drawLight(GraphicsContext g, PanZoom camera, Picture shown) {
        if (heat != null) {
            heat.draw(g, camera, shown.width(), shown.height());
        }
    }
}
