package studio.kintsugi.ui.compare;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.processing.PicturePyramid;

/** Draws one picture through a {@link PanZoom} from its tiles. */
final class PictureLayer {
    /** Zooms below 0.62 use the half-size tiles, slightly enlarged, instead of four times as many full-size ones. */
    private static final double ENLARGED_SOONER = 0.3;

    private final TileCache tiles;

    PictureLayer(TileCache tiles) {
        this.tiles = tiles;
    }

    /**
     * Lets only a part of the picture show.
     *
     * @param veil null for all of it
     */
    void setVeil(Veil veil) {
        tiles.setVeil(veil);
    }

    /**
     * Draws the visible part, coarser where the right tiles are still being made. Each pixel is drawn once, so that
     * translucent layers stay right.
     *
     * @param left of the part, screen pixels
     * @param width of the part
     * @param height of the part
     */
    void draw(GraphicsContext g, PanZoom camera, double left, double width, double height) {
        PicturePyramid pyramid = tiles.pyramid();
        int coarsest = pyramid.levels() - 1;
        double halvings = -Math.log(camera.scale()) / Math.log(2);
        int level = Math.clamp((int) Math.floor(halvings + ENLARGED_SOONER), 0, coarsest);
        g.setImageSmoothing(camera.scale() < 2);
        Image whole = tiles.tile(coarsest, 0, 0);
        double pixel = camera.scale() * (1 << level);
        double step = PicturePyramid.TILE * pixel;
        int lastX = (pyramid.size(level).width() - 1) / PicturePyramid.TILE;
        int lastY = (pyramid.size(level).height() - 1) / PicturePyramid.TILE;
        int x0 = Math.clamp((int) Math.floor((left - camera.x()) / step), 0, lastX);
        int x1 = Math.clamp((int) Math.floor((left + width - camera.x()) / step), 0, lastX);
        int y0 = Math.clamp((int) Math.floor(-camera.y() / step), 0, lastY);
        int y1 = Math.clamp((int) Math.floor((height - camera.y()) / step), 0, lastY);
        for (int ty = y0; ty <= y1; ty++) {
            for (int tx = x0; tx <= x1; tx++) {
                Region b = pyramid.bounds(level, tx, ty);
                Image tile = tiles.tile(level, tx, ty);
                if (tile != null) {
                    drawSnapped(g, tile, new Region(0, 0, b.width(), b.height()), 1, camera, b, pixel);
                } else if (whole != null) {
                    drawSnapped(g, whole, b, 1.0 / (1 << coarsest - level), camera, b, pixel);
                }
            }
        }
    }

    /** Draws part of an image, given in pixels of {@code shrink} times its own, where {@code to} lies on the screen. */
    private static void drawSnapped(
            GraphicsContext g, Image image, Region from, double shrink, PanZoom camera, Region to, double pixel) {
        double left = Math.round(camera.x() + to.x() * pixel);
        double top = Math.round(camera.y() + to.y() * pixel);
        double right = Math.round(camera.x() + to.right() * pixel);
        double bottom = Math.round(camera.y() + to.bottom() * pixel);
        g.drawImage(image, from.x() * shrink, from.y() * shrink, from.width() * shrink, from.height() * shrink,
                left, top, right - left, bottom - top);
    }

    /** Edges on whole pixels, or neighbours would leave a line between them. */
    static void drawSnapped(GraphicsContext g, Image image, double x, double y, double w, double h) {
        double left = Math.round(x);
        double top = Math.round(y);
        g.drawImage(image, left, top, Math.round(x + w) - left, Math.round(y + h) - top);
    }
}
