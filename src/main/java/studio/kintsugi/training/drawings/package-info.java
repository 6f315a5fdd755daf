/**
 * How a network learns to colour sketches after references from coloured drawings alone: the augmented self-reference
 * of arXiv 2005.05207, section 3.1, and the training of section 3.3.
 *
 * <p>{@link studio.kintsugi.training.drawings.DrawingFolder} has the drawings, {@link
 * studio.kintsugi.training.drawings.SvgFile} draws those that are vectors. A {@link
 * studio.kintsugi.training.drawings.Lesson} is made of one: its line art is the sketch, its colours after {@link
 * studio.kintsugi.training.drawings.Appearance} has changed them the answer, and the warped answer the reference.
 * {@link studio.kintsugi.training.drawings.ColorizeTask} has the losses and the figures, and {@link
 * studio.kintsugi.training.drawings.DrawingPruning} what makes such a network smaller.
 */
package studio.kintsugi.training.drawings;
