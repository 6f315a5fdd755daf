package studio.kintsugi.service.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.restoration.Blend;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.RestoredPicture;
import studio.kintsugi.service.restoration.RunOptions;

/**
 * Does the steps of a recipe, one after another, as the window does: each blended by its strength, and all of them
 * added to the recipe that the picture carries.
 */
public final class RecipeTool implements PictureTool {
    /** Share of the memory that a result may take; a larger one is written while it is made. */
    private static final int SHARE = 5;
    private static final String STRENGTH = "strength";

    private final InferenceService service;
    private final String name;
    private final List<Step> steps;
    private final List<Integer> scales;
    private final int tile;
    private final NetworkTime time = new NetworkTime();

    /**
     * @param name as it is found in the names of results
     * @param steps at least one, with models that are installed here
     * @param tile side of a tile in pixels, or 0 to let the memory decide
     * @throws KintsugiException where a model is not there
     */
    public RecipeTool(InferenceService service, String name, List<Step> steps, int tile) throws KintsugiException {
        this.service = service;
        this.name = name;
        this.steps = List.copyOf(steps);
        this.tile = tile;
        List<Integer> found = new ArrayList<>();
        for (Step step : steps) {
            found.add(service.model(step.model()).map(card -> Math.max(1, card.scale())).orElse(1));
        }
        scales = List.copyOf(found);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int scale() {
        return scales.stream().reduce(1, (a, b) -> a * b);
    }

    @Override
    public String description() {
        return Recipe.of(steps).toJson() + " tile " + tile;
    }

    @Override
    public List<String> models() {
        return steps.stream().map(Step::modelHash).toList();
    }

    @Override
    public NetworkTime time() {
        return time;
    }

    @Override
    public PictureResult apply(Picture picture, ToolListener listener) throws KintsugiException {
        Picture done = picture;
        double seconds = 0;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (i == steps.size() - 1 && isTooLarge(done, step, scales.get(i))) {
                return new Streamed(done, step, seconds, listener);
            }
            NetworkClock<RestoredPicture> clock = new NetworkClock<>(time, listener);
            Picture after = service.run(done, step, new RunOptions(null, false, tile), clock).await().picture();
            seconds += clock.seconds();
            done = blend(done, after, step.number(STRENGTH, 1));
        }
        return new Made(EmbeddedRecipe.add(done, steps), seconds);
    }

    private static boolean isTooLarge(Picture picture, Step step, int scale) {
        long bytes = picture.bounds().area() * scale * scale * Float.BYTES * (Picture.CHANNELS + 1);
        boolean whole = step.number(STRENGTH, 1) >= 1 && (scale > 1 || picture.info().depth() != BitDepth.FLOAT);
        return whole && bytes > Runtime.getRuntime().maxMemory() / SHARE;
    }

    /** As the window shows it: what enlarges is mixed with the picture enlarged bicubically. */
    private static Picture blend(Picture before, Picture after, double strength) {
        boolean enlarged = strength < 1 && !before.bounds().equals(after.bounds());
        return Blend.of(enlarged ? Resample.bicubic(before, after.width(), after.height()) : before, after, strength);
    }

    /** A result that is held. */
    private record Made(Picture picture, double networkSeconds) implements PictureResult {
        @Override
        public int width() {
            return picture.width();
        }

        @Override
        public int height() {
            return picture.height();
        }

        @Override
        public List<String> write(Path target, WriteOptions options, AtomicFile.Witness witness)
                throws KintsugiException {
            return PictureWriter.write(picture, target, options, witness);
        }
    }

    /** A result whose last step is made while it is written. */
    private final class Streamed implements PictureResult {
        private final Picture before;
        private final Step step;
        private final double secondsBefore;
        private final NetworkClock<List<String>> clock;

        Streamed(Picture before, Step step, double secondsBefore, ToolListener listener) {
            this.before = EmbeddedRecipe.add(before, steps);
            this.step = step;
            this.secondsBefore = secondsBefore;
            clock = new NetworkClock<>(time, listener);
        }

        @Override
        public int width() {
            return before.width() * scales.getLast();
        }

        @Override
        public int height() {
            return before.height() * scales.getLast();
        }

        @Override
        public double networkSeconds() {
            return secondsBefore + clock.seconds();
        }

        @Override
        public List<String> write(Path target, WriteOptions options, AtomicFile.Witness witness)
                throws KintsugiException {
            return service.stream(before, step, tile, rows -> PictureWriter.write(rows, target, options, witness),
                    clock).await();
        }
    }
}
