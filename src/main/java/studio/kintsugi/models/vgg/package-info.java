/**
 * VGG networks (Simonyan and Zisserman, arXiv 1409.1556) as extractors of features: part of ERRNet's input, and of
 * perceptual and contextual losses.
 */
package studio.kintsugi.models.vgg;
