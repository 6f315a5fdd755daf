/**
 * Training of the small feature network that stands in for VGG-19: it learns to assign patches to the photo they come
 * from.
 */
package studio.kintsugi.training.features;
