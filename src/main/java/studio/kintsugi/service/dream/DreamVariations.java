package studio.kintsugi.service.dream;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.render.ContactSheet;
import studio.kintsugi.service.job.JobControl;

/** Several seeds of a prompt, each dreamt roughly, to choose the one to continue. Slow: for a job. */
public final class DreamVariations {
    /** How many seeds, unless asked otherwise. */
    public static final int USUAL = 4;

    private static final int COLUMNS = 4;

    private final DreamRequest request;
    private final int count;
    private final GuidanceModels guides;
    private final int threads;

    /**
     * @param request of the first seed; the others follow it
     * @param guides closed by their owner, after this
     */
    DreamVariations(DreamRequest request, int count, GuidanceModels guides, int threads) {
        this.request = request;
        this.count = count;
        this.guides = guides;
        this.threads = threads;
    }

    /**
     * Dreams one variation after another, a phase each.
     *
     * @param control where it is cancelled, what is there by then is the result
     * @throws KintsugiException where the prompt can't be followed
     */
    List<DreamRun.Result> run(JobControl<VariationProgress> control) throws KintsugiException {
        if (request.method() != DreamRequest.Method.GRID) {
            throw new KintsugiException(Sentence.of("Variations are sketched on a grid, since only grid dreams can"
                    + " be continued: leave the paper's network out."));
        }
        List<DreamRun.Result> out = new ArrayList<>();
        for (int i = 0; i < count && !control.isCancelled(); i++) {
            int index = i;
            control.beginPhase();
            DreamRun.Result result = new DreamRun(request.seeded(request.seed() + i), guides, threads)
                    .run(DreamPart.rough(), control::isCancelled,
                            p -> control.report(p.fraction(), VariationProgress.step(index, p)));
            if (!result.reports().isEmpty() || !control.isCancelled()) {
                out.add(result);
                control.report(1, VariationProgress.done(index, result));
            }
        }
        return out;
    }

    /**
     * A contact sheet: each field, its seed and its score.
     *
     * @throws KintsugiException where it can't be written
     */
    public static void sheet(List<DreamRun.Result> variations, Path file) throws KintsugiException {
        ContactSheet.write(variations.stream().map(v -> new ContactSheet.Cell(v.field(), List.of("seed "
                + v.request().seed(), String.format(Locale.ROOT, "score %.3f", v.score())), true)).toList(),
                Math.min(COLUMNS, variations.size()), file);
    }
}
