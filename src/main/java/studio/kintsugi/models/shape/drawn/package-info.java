/**
 * Kinds of thing that are drawn from simple solids, {@code resources/objects/kinds.txt}, and the inside of their
 * meshes. Training learns from them, and dreams begin with them.
 */
package studio.kintsugi.models.shape.drawn;
