package studio.kintsugi.ui.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.canvas.GraphicsContext;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;

/**
 * The pictures of a {@link CompareView}, each a layer of tiles, and how either side is put together of them. For the
 * JavaFX thread.
 */
final class ComparedPictures {
    private static final Layer NONE = new Layer(null, null);

    private final Executor executor;
    private final Runnable changed;
    private final List<FinishedPart> finished = new ArrayList<>();
    private Layer before = NONE;
    private Layer left = NONE;
    private Layer opened = NONE;
    private Layer source = NONE;
    private Layer after = NONE;
    private double strength = 1;
    private boolean pixels;
    private Veil veil;

    /** A picture and its tiles; both null for none. */
    private record Layer(Picture picture, PictureLayer tiles) {
        boolean isThere() {
            return picture != null;
        }
    }

    /**
     * @param executor makes screen tiles
     * @param changed called when there is something to be drawn anew
     */
    ComparedPictures(Executor executor, Runnable changed) {
        this.executor = executor;
        this.changed = changed;
    }

    private Layer layer(Picture picture) {
        return picture == null ? NONE : new Layer(picture, new PictureLayer(new TileCache(picture, executor, changed)));
    }

    /** The input of the last step; null where there is no picture. */
    Picture before() {
        return before.picture();
    }

    /** The result of the last step; null where there is none. */
    Picture after() {
        return after.picture();
    }

    double strength() {
        return strength;
    }

    Veil veil() {
        return veil;
    }

    void show(Picture input, Picture result, double resultStrength) {
        if (input != before.picture()) {
            before = layer(input);
        }
        if (result != after.picture()) {
            after = layer(result);
            setVeil(null);
        }
        finished.clear();
        strength = resultStrength;
    }

    void setVeil(Veil shown) {
        veil = shown;
        if (after.isThere()) {
            after.tiles().setVeil(veil);
        }
        changed.run();
    }

    void setLeft(Picture picture) {
        if (picture != left.picture()) {
            left = picture == before.picture() ? before : layer(picture);
        }
        changed.run();
    }

    void setOpened(Picture picture) {
        if (picture != opened.picture()) {
            opened = picture == left.picture() ? left : layer(picture);
        }
        changed.run();
    }

    void setSource(Picture picture) {
        if (picture != source.picture()) {
            source = layer(picture);
            changed.run();
        }
    }

    void togglePixels() {
        pixels = !pixels;
        changed.run();
    }

    void setStrength(double value) {
        strength = value;
        changed.run();
    }

    void paint(FinishedPart part) {
        finished.add(part);
        changed.run();
    }

    boolean hasParts() {
        return !finished.isEmpty();
    }

    boolean hasResult() {
        return after.isThere() || hasParts();
    }

    /**
     * Draws one side.
     *
     * @param camera of the last step's input
     * @param from left edge of what is drawn, screen pixels
     * @param width of what is drawn
     * @param height of what is drawn
     * @param result whether with the result over it
     * @param original whether the opened picture shows in place of all else
     */
    void draw(GraphicsContext g, PanZoom camera, double from, double width, double height, boolean result,
            boolean original) {
        boolean squares = pixels && source.isThere() && source.picture().width() < before().width();
        Layer below = original && opened.isThere() ? opened
                : !(result && !original) && left.isThere() && !squares ? left : squares ? source : before;
        // pictures of another size lie over the same frame
        double zoom = camera.scale() * before().width() / below.picture().width();
        below.tiles().draw(g, new PanZoom(zoom, camera.x(), camera.y()), from, width, height);
        if (result && !original) {
            g.setGlobalAlpha(strength);
            if (after.isThere()) {
                after.tiles().draw(g, camera, from, width, height);
            }
            for (FinishedPart f : finished) {
                Region r = f.region();
                PictureLayer.drawSnapped(g, f.image(), camera.x() + r.x() * camera.scale(), camera.y()
                        + r.y() * camera.scale(), r.width() * camera.scale(), r.height() * camera.scale());
            }
        }
    }
}
