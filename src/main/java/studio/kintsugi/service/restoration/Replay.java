package studio.kintsugi.service.restoration;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Placement;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.store.ModelCard;

/** Does the steps of a recipe or a preset to a picture, with the same pixels as the window. */
public final class Replay {
    private Replay() {}

    /**
     * A step by the model that is installed here, preferably the very weights it was done with; a step without a model
     * as it is.
     *
     * @throws KintsugiException where the model is not installed
     */
    public static Step withModelHere(InferenceService service, Step step) throws KintsugiException {
        if (Geometry.is(step)) {
            return step;
        }
        List<ModelCard> models = service.models(step.tool());
        ModelCard card = models.stream()
                .filter(c -> !step.modelHash().isEmpty() && c.sha256().equals(step.modelHash())).findFirst()
                .or(() -> models.stream().filter(c -> c.id().equals(step.model())).findFirst())
                .orElseThrow(() -> new KintsugiException(Sentence.of("The recipe needs the model \"%s\" to %s, which"
                        + " is not installed: see \"kintsugi models list\".", step.model(), step.tool())));
        return step.withModel(card.id(), card.sha256());
    }

    /**
     * Does the steps one after another and waits for each.
     *
     * @param steps with models that are installed, {@link #withModelHere}
     * @param options for every step; the view counts for none but the first
     * @throws KintsugiException where one fails
     */
    public static Picture run(InferenceService service, Picture picture, List<Step> steps, RunOptions options,
            JobListener<RestorationProgress, RestoredPicture> listener) throws KintsugiException {
        List<Step> done = new ArrayList<>();
        Picture now = picture;
        for (Step step : steps) {
            done.add(step);
            Enlargement.requireFits(step, now.bounds());
            if (Geometry.is(step)) {
                now = Geometry.apply(step, now);
                continue;
            }
            Picture after = service.run(now, step, options, listener).await().picture();
            boolean whole = step.strength() >= 1 && step.mask() == null;
            Picture before = whole ? now : beside(now, after.bounds());
            now = Blend.of(before, after, step, placement(step, picture.bounds(), done));
        }
        return now;
    }

    /**
     * A step's input at the size of its result: enlarged bicubically where the step enlarges.
     *
     * @param result size of it
     */
    public static Picture beside(Picture input, Region result) {
        return input.width() == result.width() && input.height() == result.height() ? input
                : Resample.bicubic(input, result.width(), result.height());
    }

    /** Where the result of the last of some steps lies in the frame of its mask. */
    public static Placement placement(Step last, Region opened, List<Step> steps) {
        return Placement.of(opened, steps, last.mask() == null ? 0 : last.mask().frame());
    }
}
