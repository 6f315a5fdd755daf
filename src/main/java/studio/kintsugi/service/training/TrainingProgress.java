package studio.kintsugi.service.training;

import java.util.OptionalDouble;

/**
 * How far a model is.
 *
 * @param stage what is done: the first is 1
 * @param stages how many there are
 * @param fraction of this stage, 0–1
 * @param secondsLeft in this stage
 * @param psnr of the model as it stands on the held-out pictures, dB, once that is known
 */
public record TrainingProgress(int stage, int stages, double fraction, double secondsLeft, OptionalDouble psnr) {}
