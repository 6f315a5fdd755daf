package studio.kintsugi.service.dream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.field.render.ContactSheet;

/** Several seeds of a prompt, each dreamt roughly, to choose by which to go on with. Slow: for a thread of its own. */
public final class DreamVariations {
    /** Seeds side by side where nobody says otherwise. */
    public static final int USUAL = 4;

    private static final int COLUMNS = 4;

    private final DreamRequest request;
    private final int count;
    private final GuidanceModels guides;
    private final int threads;

    /** Hears how it goes. */
    public interface Listener {
        /**
         * A step of a sketch is done.
         *
         * @param sketch which one, from 0
         */
        void progressed(int sketch, DreamRun.Progress progress);

        /** A sketch is done. */
        void sketched(int sketch, DreamRun.Result result);
    }

    /**
     * @param request of the first seed; the others follow it
     * @param guides closed by their owner, after this
     */
    public DreamVariations(DreamRequest request, int count, GuidanceModels guides, int threads) {
        this.request = request;
        this.count = count;
        this.guides = guides;
        this.threads = threads;
    }

    /**
     * Sketches one after another.
     *
     * @param stop asked before each step; what is there by then is the result
     * @throws KintsugiException where the prompt can't be followed
     */
    public List<DreamRun.Result> run(BooleanSupplier stop, Listener listener) throws KintsugiException {
        if (request.method() != DreamRequest.Method.GRID) {
            throw new KintsugiException("Variations are sketched on a grid, since the paper's network can't be gone on with:"
                    + " leave the paper's network out.");
        }
        List<DreamRun.Result> out = new ArrayList<>();
        for (int i = 0; i < count && !stop.getAsBoolean(); i++) {
            int which = i;
            DreamRun.Result result = new DreamRun(request.seeded(request.seed() + i), guides, threads)
                    .run(DreamPart.rough(), stop, p -> listener.progressed(which, p));
            if (!result.reports().isEmpty()) {
                out.add(result);
                listener.sketched(which, result);
            }
        }
        return out;
    }

    /**
     * A contact sheet: each field, its seed and its score.
     *
     * @throws KintsugiException where it can't be written
     */
    public static void sheet(List<DreamRun.Result> sketches, Path file) throws KintsugiException {
        ContactSheet.write(sketches.stream().map(s -> new ContactSheet.Cell(s.field(), List.of("seed "
                + s.request().seed(), String.format("score %.3f", s.score())), true)).toList(),
                Math.min(COLUMNS, sketches.size()), file);
    }
}
