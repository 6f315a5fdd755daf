package studio.kintsugi.service.dream;

import java.util.Optional;

/**
 * What {@link DreamVariations} reports: a step of a variation, or that it is done. One of the two is there.
 *
 * @param index which variation, from 0
 * @param step that was done
 * @param result of the variation
 */
public record VariationProgress(int index, Optional<DreamRun.Progress> step, Optional<DreamRun.Result> result) {
    static VariationProgress step(int index, DreamRun.Progress progress) {
        return new VariationProgress(index, Optional.of(progress), Optional.empty());
    }

    static VariationProgress done(int index, DreamRun.Result result) {
        return new VariationProgress(index, Optional.empty(), Optional.of(result));
    }
}
