/**
 * Training of the sketch colouriser (SCFT, arXiv 2005.05207). {@link
 * studio.kintsugi.training.colorization.SelfReferenceSample} makes a sketch, a reference and a target of one drawing
 * (section 3.1: appearance and spatial transformation); {@link studio.kintsugi.training.colorization.ColorizeTask} has
 * the losses (section 3.3); {@link studio.kintsugi.training.colorization.DrawingFolder} reads drawings, vector ones
 * included, and keeps them as rasters.
 */
package studio.kintsugi.training.colorization;
