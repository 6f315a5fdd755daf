/**
 * Networks from picture to picture. {@link studio.kintsugi.training.restoration.PictureTask} trains them on degraded
 * photos with a pixel loss (NAFNet, arXiv 2204.04676, section 5; RepSR, arXiv 2205.05671, section 4.1), {@link
 * studio.kintsugi.training.restoration.GanTask} adds a perceptual loss and a discriminator (RepSR, section 4.1),
 * {@link studio.kintsugi.training.restoration.PairTask} uses the user's own pairs, which may not line up (ERRNet,
 * arXiv 1904.00637, section 3.3). Their common base holds all but the loss and further networks; {@link
 * studio.kintsugi.training.restoration.TeachingRun} is the whole way from a folder of pairs to a model.
 */
package studio.kintsugi.training.restoration;
