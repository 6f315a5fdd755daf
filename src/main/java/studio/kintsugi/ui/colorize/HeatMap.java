package studio.kintsugi.ui.colorize;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import studio.kintsugi.service.colorize.Correspondence.Source;
import studio.kintsugi.ui.compare.PanZoom;

/** Highlights the places of a reference that a colour came from, and darkens the others. */
final class HeatMap {
    private static final double SHADE = 0.62;
    private static final Color GOLD = Color.web("#ffc94d");
    /** Upsampling factor of the attention map before the screen's smoothing. */
    private static final int FINER = 4;

    private final WritableImage shade;
    private final Source source;
    private final int strongest;

    HeatMap(Source source) {
        this.source = source;
        int best = 0;
        for (int i = 1; i < source.strength().length; i++) {
            best = source.strength()[i] > source.strength()[best] ? i : best;
        }
        strongest = best;
        shade = new WritableImage(source.columns() * FINER, source.rows() * FINER);
        int w = source.columns() * FINER;
        int h = source.rows() * FINER;
        int[] argb = new int[w * h];
        for (int i = 0; i < argb.length; i++) {
            double light = Math.sqrt(at((i % w + 0.5) / FINER - 0.5, (i / w + 0.5) / FINER - 0.5) / peak());
            argb[i] = (int) (255 * SHADE * (1 - Math.min(1, light))) << 24;
        }
        shade.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
    }

    /** The largest attention weight, 0–1. */
    double peak() {
        return Math.max(source.strength()[strongest], 1e-9);
    }

    private double at(double x, double y) {
        double cx = Math.clamp(x, 0, source.columns() - 1.0);
        double cy = Math.clamp(y, 0, source.rows() - 1.0);
        int left = (int) cx;
        int top = (int) cy;
        double u = cx - left;
        double v = cy - top;
        return (1 - v) * ((1 - u) * value(left, top) + u * value(left + 1, top))
                + v * ((1 - u) * value(left, top + 1) + u * value(left + 1, top + 1));
    }

    private double value(int x, int y) {
        return source.strength()[Math.min(y, source.rows() - 1) * source.columns()
                + Math.min(x, source.columns() - 1)];
    }

    /**
     * @param width of the reference, pixels
     * @param height of the reference, pixels
     */
    void draw(GraphicsContext g, PanZoom camera, int width, int height) {
        double w = width * camera.scale();
        double h = height * camera.scale();
        g.drawImage(shade, camera.x(), camera.y(), w, h);
        double cellW = w / source.columns();
        double cellH = h / source.rows();
        double side = Math.max(14, Math.max(cellW, cellH));
        double x = camera.x() + (strongest % source.columns() + 0.5) * cellW;
        double y = camera.y() + (strongest / source.columns() + 0.5) * cellH;
        g.setStroke(GOLD);
        g.setLineWidth(2);
        g.strokeOval(x - side / 2, y - side / 2, side, side);
    }
}
