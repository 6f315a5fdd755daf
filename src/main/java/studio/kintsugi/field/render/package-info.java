/**
 * Rendering of fields on the processor. {@link studio.kintsugi.field.render.VoxelRenderer} is volume rendering (Dream
 * Fields, arXiv 2112.01455, section 2.1) with its gradient by hand; the others make stills, turntables and contact
 * sheets of finished fields, {@link studio.kintsugi.field.render.LitScene} with light, ground and glass. The window's
 * viewport draws with OpenGL instead, in {@code viewport}.
 */
package studio.kintsugi.field.render;
