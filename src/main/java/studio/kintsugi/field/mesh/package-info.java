/**
 * From a field to a mesh in a file: {@link studio.kintsugi.field.mesh.SurfaceNets} extracts an isosurface (surface
 * nets, manifold after Nielson 2004), {@link studio.kintsugi.field.mesh.Decimation} reduces its triangles (Garland and
 * Heckbert 1997), {@link studio.kintsugi.field.mesh.TextureLayout} cuts it into charts that {@link
 * studio.kintsugi.field.mesh.BakedTexture} paints as the field shows them, and {@link
 * studio.kintsugi.field.mesh.MeshFile} writes glTF, OBJ, PLY, STL and 3MF, a class for each.
 */
package studio.kintsugi.field.mesh;
