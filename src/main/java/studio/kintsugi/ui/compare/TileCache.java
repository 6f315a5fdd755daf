package studio.kintsugi.ui.compare;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.processing.PicturePyramid;

/**
 * Screen tiles of one picture, made in the background; a least-recently-used cache. Under a new veil, tiles stay as
 * they were until they are made anew, so that nothing flickers.
 */
final class TileCache {
    private static final int MOST = 400;

    private final PicturePyramid pyramid;
    private final Runnable arrived;
    private final Set<Key> wanted = new HashSet<>();
    private Veil veil;
    private final Map<Key, Tile> tiles = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Tile> eldest) {
            return size() > MOST;
        }
    };

    private record Key(int level, int x, int y) {}

    /** An image, and the veil that it was made under. */
    private record Tile(Image image, Veil veil) {}

    /**
     * @param arrived called on the JavaFX thread when a missing tile can be drawn
     */
    TileCache(Picture picture, Executor executor, Runnable arrived) {
        this.pyramid = new PicturePyramid(picture, executor);
        this.arrived = arrived;
    }

    PicturePyramid pyramid() {
        return pyramid;
    }

    /**
     * Lets only a part of the picture show.
     *
     * @param other null for all of it
     */
    void setVeil(Veil other) {
        veil = other;
    }

    /** The tile, or null while it is being made. */
    Image tile(int level, int tx, int ty) {
        Key key = new Key(level, tx, ty);
        Tile tile = tiles.get(key);
        if ((tile == null || !Objects.equals(tile.veil(), veil)) && wanted.add(key)) {
            Veil now = veil;
            Region bounds = pyramid.bounds(level, tx, ty);
            int pixel = 1 << level;
            pyramid.request(level, tx, ty)
                    .thenApply(argb -> now == null ? argb : now.over(argb, new PictureSize(bounds.width(),
                            bounds.height()), (double) bounds.x() * pixel, (double) bounds.y() * pixel, pixel))
                    .thenAccept(argb -> Platform.runLater(() -> keep(key, argb, now)));
        }
        return tile == null ? null : tile.image();
    }

    private void keep(Key key, int[] argb, Veil under) {
        Region bounds = pyramid.bounds(key.level(), key.x(), key.y());
        WritableImage image = new WritableImage(bounds.width(), bounds.height());
        image.getPixelWriter().setPixels(0, 0, bounds.width(), bounds.height(), PixelFormat.getIntArgbInstance(),
                argb, 0, bounds.width());
        wanted.remove(key);
        tiles.put(key, new Tile(image, under));
        arrived.run();
    }
}
