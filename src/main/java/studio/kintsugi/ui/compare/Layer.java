package studio.kintsugi.ui.compare;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import studio.kintsugi.imaging.PicturePyramid;
import studio.kintsugi.imaging.Region;

/** Draws one picture through a {@link Camera} from its tiles. */
final class Layer {
    private final TileCache tiles;

    Layer(TileCache tiles) {
        this.tiles = tiles;
    }

    /**
     * Draws what can be seen in a part of the screen, coarser where the right tiles are still being made.
     *
     * @param left of the part, screen pixels
     * @param width of the part
     * @param height of the part
     */
    void draw(GraphicsContext g, Camera camera, double left, double width, double height) {
        PicturePyramid pyramid = tiles.pyramid();
        int coarsest = pyramid.levels() - 1;
        int level = Math.clamp((int) Math.floor(-Math.log(camera.scale()) / Math.log(2) + 1e-6), 0, coarsest);
        g.setImageSmoothing(camera.scale() < 2);
        drawLevel(g, camera, coarsest, left, width, height);
        if (level != coarsest) {
            drawLevel(g, camera, level, left, width, height);
        }
    }

    private void drawLevel(GraphicsContext g, Camera camera, int level, double left, double width, double height) {
        PicturePyramid pyramid = tiles.pyramid();
        double pixel = camera.scale() * (1 << level);
        double step = PicturePyramid.TILE * pixel;
        int w = pyramid.size(level).width();
        int h = pyramid.size(level).height();
        int lastX = (w - 1) / PicturePyramid.TILE;
        int lastY = (h - 1) / PicturePyramid.TILE;
        int x0 = Math.clamp((int) Math.floor((left - camera.x()) / step), 0, lastX);
        int x1 = Math.clamp((int) Math.floor((left + width - camera.x()) / step), 0, lastX);
        int y0 = Math.clamp((int) Math.floor(-camera.y() / step), 0, lastY);
        int y1 = Math.clamp((int) Math.floor((height - camera.y()) / step), 0, lastY);
        for (int ty = y0; ty <= y1; ty++) {
            for (int tx = x0; tx <= x1; tx++) {
                Image tile = tiles.tile(level, tx, ty);
                if (tile != null) {
                    Region b = pyramid.bounds(level, tx, ty);
                    drawSnapped(g, tile, camera.x() + b.x() * pixel, camera.y() + b.y() * pixel,
                            b.width() * pixel, b.height() * pixel);
                }
            }
        }
    }

    /** Edges on whole pixels, or neighbours would leave a line between them. */
    static void drawSnapped(GraphicsContext g, Image image, double x, double y, double w, double h) {
        double left = Math.round(x);
        double top = Math.round(y);
        g.drawImage(image, left, top, Math.round(x + w) - left, Math.round(y + h) - top);
    }
}
