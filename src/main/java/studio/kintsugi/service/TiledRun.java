package studio.kintsugi.service;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.ImageNetwork;

/** Takes a network over a picture, tile by tile. */
final class TiledRun {
    private static final int SAMPLE_SIDE = 160;
    private static final int SAMPLES_PER_SIDE = 3;
    private static final int SMALLEST_TILE = 64;
    /** Larger ones are hardly faster, and the user would wait longer for the first. */
    private static final int LARGEST_TILE = 384;
    private static final int TILES_BETWEEN_TRIMS = 6;

    private final ImageNetwork network;
    private final NDManager manager;
    private final long memoryBudget;

    /**
     * @param memoryBudget bytes a tile may need
     */
    TiledRun(ImageNetwork network, NDManager manager, long memoryBudget) {
        this.network = network;
        this.manager = manager;
        this.memoryBudget = memoryBudget;
    }

    /** Hears of finished tiles. */
    interface TileListener {
        void finished(Region region, Picture pixels, double fraction);
    }

    /**
     * The mended picture; where only the view was wanted, the rest is as it was.
     *
     * @throws CancellationException where {@code cancelled} said so between two tiles
     */
    Picture run(Picture input, RunOptions options, BooleanSupplier cancelled, TileListener listener) {
        int side = options.tile() > 0 ? options.tile() : sideWithin(memoryBudget);
        try {
            return run(input, options, side, cancelled, listener);
        } catch (OutOfMemoryError | ai.djl.engine.EngineException e) {
            if (!outOfMemory(e) || side <= SMALLEST_TILE) {
                throw e;
            }
            return run(input, options, Math.max(SMALLEST_TILE, side / 2), cancelled, listener);
        }
    }

    private Picture run(
            Picture input, RunOptions options, int side, BooleanSupplier cancelled, TileListener listener) {
        TilePlan plan = TilePlan.of(input.bounds(), side, network.context(), network.sizeMultiple(), options.view(),
                options.previewOnly());
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < Picture.CHANNELS; c++) {
            planes[c] = options.previewOnly() ? input.plane(c).clone() : new float[input.plane(c).length];
        }
        long done = 0;
        int tiles = 0;
        try (NDManager keeper = manager.newSubManager()) {
            ImageNetwork calibrated = calibrate(input, plan, keeper, cancelled);
            for (TilePlan.Tile tile : plan.tiles()) {
                check(cancelled);
                float[][] mended = mend(calibrated, input, tile);
                paste(mended, tile.core(), planes, input.width());
                done += tile.core().area();
                if (++tiles % TILES_BETWEEN_TRIMS == 0) {
                    NativeMemory.trim();
                }
                Picture pixels = new Picture(tile.core().width(), tile.core().height(), mended, null, input.info());
                listener.finished(tile.core(), pixels, (double) done / plan.pixels());
            }
        }
        NativeMemory.trim();
        return input.withPlanes(planes);
    }

    private float[][] mend(ImageNetwork calibrated, Picture input, TilePlan.Tile tile) {
        try (NDManager scope = manager.newSubManager()) {
            int multiple = network.sizeMultiple();
            NDArray y = calibrated.forward(Tensors.of(scope, input, List.of(tile.seen()), multiple));
            Region core = tile.core();
            Region seen = tile.seen();
            Region inside = new Region(core.x() - seen.x(), core.y() - seen.y(), core.width(), core.height());
            return Tensors.planes(y.toFloatArray(), Tensors.roundUp(seen.width(), multiple),
                    Tensors.roundUp(seen.height(), multiple), inside);
        }
    }

    /** A picture of one tile needs no calibration: the network sees it whole. */
    private ImageNetwork calibrate(Picture input, TilePlan plan, NDManager keeper, BooleanSupplier cancelled) {
        if (plan.tiles().size() == 1 && plan.tiles().getFirst().core().equals(input.bounds())) {
            return network;
        }
        check(cancelled);
        try (NDManager scope = manager.newSubManager()) {
            return network.calibrated(Tensors.of(scope, input, sample(input), network.sizeMultiple()), keeper);
        }
    }

    /**
     * Pieces that stand for the whole: all of a small picture, else a grid of squares. They depend on the picture
     * alone, never on tiles or views, so that every run sees the same.
     */
    private List<Region> sample(Picture input) {
        int w = input.width();
        int h = input.height();
        if (input.bounds().area() <= (long) SAMPLES_PER_SIDE * SAMPLES_PER_SIDE * SAMPLE_SIDE * SAMPLE_SIDE) {
            return List.of(input.bounds());
        }
        int sw = Math.min(w, SAMPLE_SIDE);
        int sh = Math.min(h, SAMPLE_SIDE);
        List<Region> regions = new ArrayList<>();
        for (int j = 0; j < SAMPLES_PER_SIDE; j++) {
            for (int i = 0; i < SAMPLES_PER_SIDE; i++) {
                regions.add(new Region(spread(w - sw, i), spread(h - sh, j), sw, sh));
            }
        }
        return regions;
    }

    private static int spread(int room, int i) {
        return (int) ((long) room * (2 * i + 1) / (2 * SAMPLES_PER_SIDE));
    }

    private int sideWithin(long budget) {
        double pixels = (double) budget / network.bytesPerPixel();
        int side = (int) Math.sqrt(pixels) - 2 * network.context();
        int multiple = network.sizeMultiple();
        return Math.clamp(side / multiple * multiple, SMALLEST_TILE, LARGEST_TILE);
    }

    private static void paste(float[][] from, Region to, float[][] planes, int width) {
        for (int c = 0; c < Picture.CHANNELS; c++) {
            for (int y = 0; y < to.height(); y++) {
                System.arraycopy(from[c], y * to.width(), planes[c], (to.y() + y) * width + to.x(), to.width());
            }
        }
    }

    private static boolean outOfMemory(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return e instanceof OutOfMemoryError || message.contains("memory") || message.contains("alloc");
    }

    private static void check(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }
}
