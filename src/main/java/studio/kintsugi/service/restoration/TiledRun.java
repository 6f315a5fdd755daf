package studio.kintsugi.service.restoration;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import studio.kintsugi.compute.NativeMemory;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.Window;
import studio.kintsugi.service.job.FailureSentences;
import studio.kintsugi.service.job.SideBySide;

/** Takes a network over a picture, tile by tile. */
final class TiledRun {
    private static final int SMALLEST_TILE = 64;
    /** Working memory that passes through tiles before what they left is given back. */
    private static final long BETWEEN_TRIMS = 3L << 30;
    /** Pixels beyond which nothing changes bicubic enlargement. */
    private static final int ALPHA_CONTEXT = 4;

    private final ImageNetwork network;
    private final NDManager manager;
    private final long memoryBudget;

    /**
     * @param memoryBudget bytes that the tiles which are made at a time may need
     */
    TiledRun(ImageNetwork network, NDManager manager, long memoryBudget) {
        this.network = network;
        this.manager = manager;
        this.memoryBudget = memoryBudget;
    }

    /** Hears of finished tiles. */
    interface TileListener {
        /** What had to be seen of the picture as a whole has been seen: the first tile is next. */
        default void tilesBegin() {}

        void finished(Region region, Supplier<Picture> pixels, double fraction);
    }

    /**
     * The restored picture, larger by the network's scale; where only the view was wanted, the rest is as it was,
     * enlarged bicubically.
     *
     * @throws CancellationException where {@code cancelled} said so between two tiles
     */
    Picture run(Picture input, RunOptions options, BooleanSupplier cancelled, TileListener listener) {
        try {
            return run(input, options, Integer.MAX_VALUE, cancelled, listener);
        } catch (OutOfMemoryError | ai.djl.engine.EngineException e) {
            int side = side(network, options, Integer.MAX_VALUE);
            if (!FailureSentences.isOutOfMemory(e) || side <= SMALLEST_TILE) {
                throw e;
            }
            return run(input, options, Math.max(SMALLEST_TILE, side / 2), cancelled, listener);
        }
    }

    private Picture run(
            Picture input, RunOptions options, int most, BooleanSupplier cancelled, TileListener listener) {
        int scale = network.scale();
        Picture out = canvas(input, options.previewOnly());
        boolean gray = input.isGray();
        try (NDManager keeper = manager.newSubManager()) {
            ImageNetwork calibrated = calibrate(input, side(network, options, most), keeper, cancelled);
            listener.tilesBegin();
            int side = side(calibrated, options, most);
            TilePlan plan = plan(input, options, side);
            Finished finished = new Finished(plan.pixels(), listener);
            check(cancelled);
            atOnce(calibrated, side).run(plan.tiles(), tile -> {
                restore(calibrated, input, tile, out, 0);
                if (gray) {
                    makeGray(out, tile.core().times(scale));
                }
            }, tile -> {
                finished.tile(tile, out);
                check(cancelled);
            });
        }
        NativeMemory.trim();
        return out;
    }

    private TilePlan plan(Picture input, RunOptions options, int side) {
        TilePlan all = TilePlan.of(
                input.bounds(), input.bounds(), side, network.context(), network.sizeMultiple());
        if (options.view() == null) {
            return all;
        }
        TilePlan nearest = all.nearest(options.view());
        return options.previewOnly() ? nearest.meeting(options.view()) : nearest;
    }

    /** Counts finished tiles. */
    private final class Finished {
        private final long pixels;
        private final TileListener listener;
        private long done;
        private long passed;

        Finished(long pixels, TileListener listener) {
            this.pixels = pixels;
            this.listener = listener;
        }

        void tile(TilePlan.Tile tile, Picture out) {
            done += tile.core().area();
            passed += tile.seen().area() * network.bytesPerPixel();
            if (passed > BETWEEN_TRIMS) {
                passed = 0;
                NativeMemory.trim();
            }
            Region place = tile.core().times(network.scale());
            listener.finished(place, () -> colors(out, place), (double) done / pixels);
        }
    }

    /** Part of a picture without its alpha. */
    private static Picture colors(Picture whole, Region part) {
        Picture p = whole.crop(part);
        return new Picture(p.width(), p.height(), new float[][] {p.plane(0), p.plane(1), p.plane(2)}, null, p.info());
    }

    /** What finished tiles are pasted into, with the alpha of the result. */
    private Picture canvas(Picture input, boolean filled) {
        int scale = network.scale();
        int w = Math.multiplyExact(input.width(), scale);
        int h = Math.multiplyExact(input.height(), scale);
        if (scale > 1 && filled) {
            return Resample.bicubic(input, w, h);
        }
        float[] alpha = input.alpha().map(a -> scale == 1 ? a : Resample.alpha(input, w, h)).orElse(null);
        return filled
                ? new Picture(w, h, new float[][] {
                    input.plane(0).clone(), input.plane(1).clone(), input.plane(2).clone()}, alpha, input.info())
                : empty(w, h, alpha, input.info());
    }

    private static Picture empty(int width, int height, float[] alpha, PictureInfo info) {
        return new Picture(width, height, new float[Picture.CHANNELS][Math.multiplyExact(width, height)], alpha, info);
    }

    /** Rows of {@code input} in a band of {@link #band}. */
    int bandHeight(int tile) {
        return tile > 0 ? Math.max(network.sizeMultiple(), tile / network.sizeMultiple() * network.sizeMultiple())
                : side(network);
    }

    /**
     * One band of the result.
     *
     * @param calibrated from {@link #calibrate}
     * @param rows whole rows of {@code input} that begin at a multiple of {@link #bandHeight}
     * @param tile side of a tile, 0 for what is best
     */
    Picture band(Picture input, ImageNetwork calibrated, Region rows, int tile) {
        int side = tile > 0 ? bandHeight(tile) : side(calibrated);
        int scale = network.scale();
        Picture out = empty(rows.width() * scale, rows.height() * scale,
                input.hasAlpha() ? alpha(input, rows) : null, input.info());
        TilePlan plan = TilePlan.of(input.bounds(), rows, side, network.context(), network.sizeMultiple());
        atOnce(calibrated, side).run(plan.tiles(),
                piece -> restore(calibrated, input, piece, out, rows.y() * scale), piece -> { });
        if (input.isGray()) {
            makeGray(out, out.bounds());
        }
        NativeMemory.trim();
        return out;
    }

    /** A grey picture stays grey, and is saved as such: networks that know colours leave a faint tint. */
    private static void makeGray(Picture out, Region part) {
        for (int y = part.y(); y < part.y() + part.height(); y++) {
            int from = y * out.width() + part.x();
            for (int i = from; i < from + part.width(); i++) {
                float mean = (out.plane(0)[i] + out.plane(1)[i] + out.plane(2)[i]) / Picture.CHANNELS;
                for (int c = 0; c < Picture.CHANNELS; c++) {
                    out.plane(c)[i] = mean;
                }
            }
        }
    }

    /** Alpha of a band, enlarged with what lies above and below in sight. */
    private float[] alpha(Picture input, Region rows) {
        int scale = network.scale();
        if (scale == 1) {
            return input.crop(rows).alpha().orElseThrow();
        }
        Region seen = rows.grow(ALPHA_CONTEXT).intersect(input.bounds());
        float[] large = Resample.alpha(input.crop(seen), seen.width() * scale, seen.height() * scale);
        int from = (rows.y() - seen.y()) * scale * seen.width() * scale;
        return Arrays.copyOfRange(large, from, from + rows.height() * scale * rows.width() * scale);
    }

    /**
     * Runs the network on a tile and writes what it makes of the core, clamped to 0–1; what is not a number becomes 0.
     *
     * @param out the picture that is being made
     * @param top row of the result that is its first
     */
    private void restore(ImageNetwork calibrated, Picture input, TilePlan.Tile tile, Picture out, int top) {
        int multiple = network.paddingMultiple();
        int scale = network.scale();
        Region seen = tile.seen();
        Region place = tile.core().times(scale);
        Window wanted = new Window(tile.core().y() - seen.y(), tile.core().x() - seen.x(), tile.core().height(),
                tile.core().width());
        int left = wanted.left() * scale;
        int above = wanted.top() * scale;
        try (NDManager scope = manager.newSubManager()) {
            calibrated.run(scope, PictureTensors.values(input, List.of(seen), multiple),
                    PictureTensors.roundUp(seen.height(), multiple), PictureTensors.roundUp(seen.width(), multiple),
                    wanted, (c, y, values, from) -> {
                        if (y >= above && y < above + place.height()) {
                            clamp(values, from + left, out.plane(c),
                                    (place.y() - top + y - above) * out.width() + place.x(), place.width());
                        }
                    });
        }
    }

    private static void clamp(float[] values, int from, float[] out, int to, int count) {
        for (int x = 0; x < count; x++) {
            float v = values[from + x];
            out[to + x] = v > 0 ? Math.min(v, 1) : 0;
        }
    }

    /** A picture of one tile needs no calibration: the network sees it whole. */
    ImageNetwork calibrate(Picture input, int side, NDManager keeper, BooleanSupplier cancelled) {
        if (side >= input.width() && side >= input.height()) {
            return network;
        }
        check(cancelled);
        try (NDManager scope = manager.newSubManager()) {
            return network.calibrated(
                    PictureTensors.of(scope, input, CalibrationRegions.of(input, network.sampling()),
                    network.paddingMultiple()), keeper, cancelled);
        }
    }

    /** Side of a network's tiles, pixels; at most {@code most}. */
    private int side(ImageNetwork calibrated, RunOptions options, int most) {
        return Math.min(options.tile() > 0 ? options.tile() : side(calibrated), most);
    }

    /** The longest that memory is enough for. */
    private int side(ImageNetwork calibrated) {
        int multiple = network.sizeMultiple();
        int side = calibrated.largestTile() / multiple * multiple;
        while (side - multiple >= SMALLEST_TILE && calibrated.tileBytes(side) > memoryBudget) {
            side -= multiple;
        }
        return side;
    }

    private SideBySide atOnce(ImageNetwork calibrated, int side) {
        return manager.getDevice().isGpu() ? new SideBySide(1)
                : SideBySide.within(memoryBudget, calibrated.tileBytes(side));
    }

    private static void check(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
