/**
 * Pictures of things with words for them, made without end: the data that our own picture-text model learns from.
 *
 * <p>A {@link studio.kintsugi.training.objects.Mesh} comes from a line of {@code resources/objects/kinds.txt} or from a
 * furniture library; {@link studio.kintsugi.training.objects.Rasteriser} draws it in a colour and a {@link
 * studio.kintsugi.training.objects.Material}; {@link studio.kintsugi.training.objects.Scene} puts it before one of the
 * backgrounds of Dream Fields (arXiv 2112.01455, section 3.4), as bumpy, blurred and translucent as half-formed fields
 * are. {@link studio.kintsugi.training.objects.ObjectWords} says what may be said of a picture.
 */
package studio.kintsugi.training.objects;
