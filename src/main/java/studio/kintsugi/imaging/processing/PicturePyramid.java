package studio.kintsugi.imaging.processing;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.color.DisplayColor;

/**
 * A picture at full size, half, a quarter and so on, cut into tiles of screen pixels, so that a viewer draws any part
 * at any zoom from a few tiles. Tiles are made when they are first asked for. Level 0 is converted anew each time;
 * from level 1 up tiles are kept, a third of the picture's pixels at four bytes each when all have been made.
 * Thread-safe.
 */
public final class PicturePyramid {
    /** Side of a tile, pixels; tiles at the right and lower edge may be smaller. */
    public static final int TILE = 256;

    private record Key(int level, int x, int y) {}

    private final Picture picture;
    private final Executor executor;
    private final int levels;
    private final Map<Key, CompletableFuture<int[]>> tiles = new ConcurrentHashMap<>();

    /**
     * @param picture what to show
     * @param executor makes tiles that are {@linkplain #request requested}
     */
    public PicturePyramid(Picture picture, Executor executor) {
        this.picture = picture;
        this.executor = executor;
        int count = 1;
        for (int side = Math.max(picture.width(), picture.height()); side > TILE; side = (side + 1) / 2) {
            count++;
        }
        levels = count;
    }

    public Picture picture() {
        return picture;
    }

    /** How many levels there are; the last fits into one tile. */
    public int levels() {
        return levels;
    }

    /** The level's size: the picture's divided by {@code 2^level}, rounded up. */
    public PictureSize size(int level) {
        return new PictureSize((picture.width() - 1 >> level) + 1, (picture.height() - 1 >> level) + 1);
    }

    /**
     * Where a tile lies, in pixels of its level; the width is also the distance of two rows in the tile's array.
     *
     * @throws IllegalArgumentException where there is no such tile
     */
    public Region bounds(int level, int tx, int ty) {
        if (level < 0 || level >= levels || tx < 0 || ty < 0) {
            throw new IllegalArgumentException("no tile " + tx + ", " + ty + " at level " + level);
        }
        PictureSize size = size(level);
        Region bounds = new Region(tx * TILE, ty * TILE, TILE, TILE).intersect(Region.of(size.width(), size.height()));
        if (bounds.isEmpty()) {
            throw new IllegalArgumentException("no tile " + tx + ", " + ty + " at level " + level);
        }
        return bounds;
    }

    /**
     * A tile's pixels, 0xAARRGGBB in sRGB, alpha not multiplied in; made now, on this thread, where it has not been
     * yet. Not to be written to.
     *
     * @throws IllegalArgumentException where there is no such tile
     */
    public int[] tile(int level, int tx, int ty) {
        Region bounds = bounds(level, tx, ty);
        if (level == 0) {
            int[] pixels = new int[(int) bounds.area()];
            DisplayColor.argb(picture, bounds, 1, pixels, bounds.width());
            return pixels;
        }
        Key key = new Key(level, tx, ty);
        CompletableFuture<int[]> mine = new CompletableFuture<>();
        CompletableFuture<int[]> made = tiles.putIfAbsent(key, mine);
        if (made != null) {
            return made.join();
        }
        try {
            int[] pixels = level == 1 ? firstLevel(bounds) : fromBelow(bounds, level, tx, ty);
            mine.complete(pixels);
            return pixels;
        } catch (RuntimeException | Error e) {
            tiles.remove(key);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    /** The tile where it can be had at once; level 0 always can. */
    public Optional<int[]> ready(int level, int tx, int ty) {
        if (level == 0) {
            return Optional.of(tile(0, tx, ty));
        }
        CompletableFuture<int[]> made = tiles.get(new Key(level, tx, ty));
        try {
            return made == null ? Optional.empty() : Optional.ofNullable(made.getNow(null));
        } catch (CompletionException | CancellationException failed) {
            return Optional.empty();
        }
    }

    /** Makes a tile on the executor. */
    public CompletableFuture<int[]> request(int level, int tx, int ty) {
        return CompletableFuture.supplyAsync(() -> tile(level, tx, ty), executor);
    }

    private int[] firstLevel(Region bounds) {
        Region source = bounds.times(2).intersect(picture.bounds());
        int[] pixels = new int[(int) bounds.area()];
        DisplayColor.argb(picture, source, 2, pixels, bounds.width());
        return pixels;
    }

    private int[] fromBelow(Region bounds, int level, int tx, int ty) {
        int[] pixels = new int[(int) bounds.area()];
        PictureSize below = size(level - 1);
        for (int dy = 0; dy < 2; dy++) {
            for (int dx = 0; dx < 2; dx++) {
                int x = 2 * tx + dx;
                int y = 2 * ty + dy;
                if (x * TILE < below.width() && y * TILE < below.height()) {
                    Region source = bounds(level - 1, x, y);
                    int to = dy * (TILE / 2) * bounds.width() + dx * (TILE / 2);
                    halve(tile(level - 1, x, y), source, pixels, to, bounds.width());
                }
            }
        }
        return pixels;
    }

    private static void halve(int[] from, Region size, int[] out, int at, int scanline) {
        int w = size.width();
        for (int y = 0; y < size.height(); y += 2) {
            int below = y + 1 < size.height() ? w : 0;
            int to = at + y / 2 * scanline;
            for (int x = 0; x < w; x += 2) {
                int i = y * w + x;
                int right = x + 1 < w ? 1 : 0;
                out[to++] = mean(from[i], from[i + right], from[i + below], from[i + below + right]);
            }
        }
    }

    /** The mean of four pixels, colours weighted by opacity. */
    private static int mean(int a, int b, int c, int d) {
        int wa = a >>> 24;
        int wb = b >>> 24;
        int wc = c >>> 24;
        int wd = d >>> 24;
        int sum = wa + wb + wc + wd;
        if (sum == 0) {
            return 0;
        }
        int argb = (sum + 2 >> 2) << 24;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int color = sum == 4 * 255
                    ? (a >> shift & 0xff) + (b >> shift & 0xff) + (c >> shift & 0xff) + (d >> shift & 0xff) + 2 >> 2
                    : ((a >> shift & 0xff) * wa + (b >> shift & 0xff) * wb + (c >> shift & 0xff) * wc
                            + (d >> shift & 0xff) * wd + sum / 2) / sum;
            argb |= color << shift;
        }
        return argb;
    }
}
