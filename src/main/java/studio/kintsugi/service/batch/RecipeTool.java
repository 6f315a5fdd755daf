package studio.kintsugi.service.batch;

import java.nio.file.Path;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.restoration.RestoredPicture;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelCard;

/**
 * Does the steps of a recipe, one after another, as the window does, and adds them to the recipe that the picture
 * carries.
 */
public final class RecipeTool implements PictureTool {
    /** Share of the memory that a result may take; a larger one is written while it is made. */
    private static final int SHARE = 5;
    /** Bytes that no result is given, however much memory there is: some 17 megapixels. It is better left to others. */
    private static final long MOST_HELD = 256L << 20;

    private final InferenceService service;
    private final String name;
    private final List<Step> steps;
    private final int scale;
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
        int product = 1;
        for (Step step : steps) {
            product *= Geometry.is(step) ? 1 : service.model(step.model()).map(ModelCard::scale).orElse(1);
        }
        scale = product;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int scale() {
        return scale;
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
    public void warmUp() {
        steps.stream().filter(s -> !Geometry.is(s)).findFirst().ifPresent(s -> service.warmUp(s.model()));
    }

    @Override
    public PictureResult apply(Picture picture, ToolListener listener) throws KintsugiException {
        if (steps.size() == 1 && isTooLarge(picture, steps.getFirst())) {
            return new Streamed(picture, steps.getFirst(), listener);
        }
        NetworkClock<RestoredPicture> clock = new NetworkClock<>(time, listener);
        Picture done = Replay.run(service, picture, steps, new RunOptions(null, false, tile), clock);
        return new Made(EmbeddedRecipe.add(done, steps), clock.seconds());
    }

    /** Whether a result does not fit into the memory, and is one that can be made row by row. */
    private boolean isTooLarge(Picture picture, Step step) {
        long bytes = picture.bounds().area() * scale * scale * Float.BYTES * (Picture.CHANNELS + 1);
        boolean rowByRow = !Geometry.is(step) && step.strength() >= 1 && step.mask() == null
                && !step.parameters().containsKey(Geometry.LONG_SIDE);
        return rowByRow && bytes > Math.min(MOST_HELD, Runtime.getRuntime().maxMemory() / SHARE);
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
        private final NetworkClock<List<String>> clock;

        Streamed(Picture before, Step step, ToolListener listener) {
            this.before = EmbeddedRecipe.add(before, steps);
            this.step = step;
            clock = new NetworkClock<>(time, listener);
        }

        @Override
        public int width() {
            return before.width() * scale;
        }

        @Override
        public int height() {
            return before.height() * scale;
        }

        @Override
        public double networkSeconds() {
            return clock.seconds();
        }

        @Override
        public List<String> write(Path target, WriteOptions options, AtomicFile.Witness witness)
                throws KintsugiException {
            return service.stream(before, step, tile, rows -> PictureWriter.write(rows, target, options, witness),
                    clock).await();
        }
    }
}
