/**
 * RepSR: Training Efficient VGG-style Super-Resolution Networks with Structural Re-Parameterization and Batch
 * Normalization (Wang et al., ACM MM 2022, arXiv 2205.05671).
 *
 * <p>{@link studio.kintsugi.models.repsr.RepBlock} is the block of section 3.2 and its re-parameterisation to one 3×3
 * convolution; {@link studio.kintsugi.models.repsr.TrainingRepSr} is trained with it, by the statistics of the
 * mini-batch first and of the population later (section 3.3); {@link studio.kintsugi.models.repsr.PlainSr} is what
 * ships; {@link studio.kintsugi.models.repsr.UNetDiscriminator} judges the GAN variant. There is no official code:
 * names of tensors are those of the one public re-implementation.
 */
package studio.kintsugi.models.repsr;
