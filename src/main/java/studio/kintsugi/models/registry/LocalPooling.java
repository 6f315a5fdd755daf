package studio.kintsugi.models.registry;

import studio.kintsugi.checkpoint.HyperParameters;

/**
 * Networks that may pool over windows of the size of their training patches instead of over the whole picture (TLC,
 * arXiv 2112.04491). The weights do not tell whether they were trained for that.
 */
public interface LocalPooling extends Architecture {
    /**
     * The hyper-parameters with what only the user can say.
     *
     * @param trainSize side of the training patches in pixels, 0 to pool over the whole picture; null to keep what the
     *     hyper-parameters say, or else 0
     */
    HyperParameters pooled(HyperParameters hyperParameters, Integer trainSize);
}
