/**
 * Training of the small picture-text network that guides dreams, as CLIP is trained (arXiv 2103.00020, section 2.3),
 * on pictures of simple objects that are rendered here. {@link studio.kintsugi.models.shape.drawn.KindsFile}
 * describes the objects, {@link studio.kintsugi.training.picturetext.Rasterizer} draws their meshes, {@link
 * studio.kintsugi.training.picturetext.ObjectPictures} chooses views, colours and materials, {@link
 * studio.kintsugi.training.picturetext.Caption} writes the sentences, and {@link
 * studio.kintsugi.training.picturetext.PictureTextTask} has the losses.
 */
package studio.kintsugi.training.picturetext;
