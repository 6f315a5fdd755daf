/**
 * How a network learns to colour sketches from coloured drawings alone: the augmented self-reference of SCFT (arXiv
 * 2005.05207, section 3.1) and its training (section 3.3).
 */
package studio.kintsugi.training.colorization;
