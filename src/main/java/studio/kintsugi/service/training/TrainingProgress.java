package studio.kintsugi.service.training;

import java.util.OptionalDouble;

/**
 * What a training reports beside the fraction of its stage that is done.
 *
 * @param stage the first is 1
 * @param stages how many there are
 * @param psnr of the model as it stands on the held-out pictures, dB, once that is known
 */
public record TrainingProgress(int stage, int stages, OptionalDouble psnr) {}
