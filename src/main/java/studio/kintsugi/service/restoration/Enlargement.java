package studio.kintsugi.service.restoration;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.processing.Resample;

/**
 * Enlarges to any size: the network's own scale, as often as that takes, and between and after that a resampling to the
 * size that is asked for.
 */
public final class Enlargement {
    /** The largest result that is held in memory, in pixels. */
    public static final long MOST_PIXELS = 120_000_000;

    private final TiledRun run;
    private final int scale;
    private final Region target;
    private int pass;
    private int passes;

    /**
     * @param scale of the network
     * @param target size of the result
     */
    Enlargement(TiledRun run, int scale, Region target) {
        this.run = run;
        this.scale = scale;
        this.target = target;
    }

    /** The size a step gives; the network's own where the step does not say. */
    static Region target(Step step, Region input, int scale) {
        boolean says = step.parameters().containsKey("scale") || step.parameters().containsKey(Geometry.LONG_SIDE);
        return scale > 1 && says ? Geometry.size(step, input) : input.times(scale);
    }

    /**
     * Refuses a result that is too large for the memory, before any work is done.
     *
     * @throws KintsugiException with a sentence that says how large it would be
     */
    public static void requireFits(Step step, Region input) throws KintsugiException {
        double factor = Geometry.factor(step, input);
        double pixels = input.area() * factor * factor;
        if (factor > 1 && pixels > MOST_PIXELS) {
            throw new KintsugiException(Sentence.of("The result would have %s megapixels, more than fit: choose a"
                    + " smaller size, or \"kintsugi upscale\", which writes as it goes.", Math.round(pixels / 1e6)));
        }
    }

    Picture run(Picture input, RunOptions options, BooleanSupplier cancelled, TiledRun.TileListener listener) {
        passes = 1;
        for (long side = (long) input.width() * scale; scale > 1 && side < target.width(); side *= scale) {
            passes++;
        }
        Picture made = input;
        for (pass = 0; pass < passes; pass++) {
            Picture from = pass == 0 ? input : notMoreThanNeeded(made);
            RunOptions here = options.view() == null ? options : new RunOptions(
                    placed(options.view(), input.bounds(), from.bounds()), options.previewOnly(), options.tile());
            Region size = from.bounds().times(scale);
            made = run.run(from, here, cancelled, new Scaled(listener, size));
        }
        return made.bounds().equals(target) ? made : Resample.bicubic(made, target.width(), target.height());
    }

    /** What the last pass brings to the size that is asked for, and no larger. */
    private Picture notMoreThanNeeded(Picture made) {
        int width = Math.ceilDiv(target.width(), scale);
        int height = Math.ceilDiv(target.height(), scale);
        return width < made.width() || height < made.height() ? Resample.bicubic(made, width, height) : made;
    }

    /** Where a part lies once the whole has another size. */
    private static Region placed(Region part, Region from, Region to) {
        if (from.equals(to)) {
            return part;
        }
        int left = (int) ((long) part.x() * to.width() / from.width());
        int top = (int) ((long) part.y() * to.height() / from.height());
        int right = (int) Math.ceilDiv((long) part.right() * to.width(), from.width());
        int bottom = (int) Math.ceilDiv((long) part.bottom() * to.height(), from.height());
        return new Region(left, top, right - left, bottom - top).intersect(to);
    }

    /** Reports the parts of the last pass, at the size of the result. */
    private final class Scaled implements TiledRun.TileListener {
        private final TiledRun.TileListener listener;
        private final Region size;

        Scaled(TiledRun.TileListener listener, Region size) {
            this.listener = listener;
            this.size = size;
        }

        @Override
        public void tilesBegin() {
            if (pass == 0) {
                listener.tilesBegin();
            }
        }

        @Override
        public void finished(Region region, Supplier<Picture> pixels, double fraction) {
            if (pass == passes - 1) {
                Region place = placed(region, size, target);
                listener.finished(place, place.equals(region) ? pixels
                        : () -> Resample.bicubic(pixels.get(), place.width(), place.height()),
                        (pass + fraction) / passes);
            }
        }
    }
}
