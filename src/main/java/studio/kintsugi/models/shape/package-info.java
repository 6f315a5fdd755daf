/**
 * A shape to begin a dream with, after Dream3D (Xu et al., CVPR 2023, arXiv 2212.14704, section 3.2): a prior turns the
 * prompt into a shape, and the guide's gradients make the prompt's object of that. What is drawn is put together in
 * {@code scene}; other names are known to a learnt prior.
 *
 * <p>{@link studio.kintsugi.models.shape.ShapePrior} is an occupancy network (Mescheder et al., arXiv 1812.03828) that
 * is told words instead of a picture: of a place it says whether it lies inside of the thing, and the colour there.
 */
package studio.kintsugi.models.shape;
