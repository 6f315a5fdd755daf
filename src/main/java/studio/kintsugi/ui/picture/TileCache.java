package studio.kintsugi.ui.picture;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.processing.PicturePyramid;

/** Screen tiles of one picture, made in the background; a least-recently-used cache. */
final class TileCache {
    private static final int MOST = 400;

    private final PicturePyramid pyramid;
    private final Runnable arrived;
    private final Set<Key> wanted = new HashSet<>();
    private final Map<Key, Image> tiles = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Image> eldest) {
            return size() > MOST;
        }
    };

    private record Key(int level, int x, int y) {}

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

    /** The tile, or null while it is being made. */
    Image tile(int level, int tx, int ty) {
        Key key = new Key(level, tx, ty);
        Image tile = tiles.get(key);
        if (tile == null && wanted.add(key)) {
            pyramid.request(level, tx, ty).thenAccept(argb -> Platform.runLater(() -> keep(key, argb)));
        }
        return tile;
    }

    private void keep(Key key, int[] argb) {
        Region bounds = pyramid.bounds(key.level(), key.x(), key.y());
        WritableImage image = new WritableImage(bounds.width(), bounds.height());
        image.getPixelWriter().setPixels(0, 0, bounds.width(), bounds.height(), PixelFormat.getIntArgbInstance(),
                argb, 0, bounds.width());
        wanted.remove(key);
        tiles.put(key, image);
        arrived.run();
    }
}
