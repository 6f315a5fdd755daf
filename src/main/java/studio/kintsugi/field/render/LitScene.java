package studio.kintsugi.field.render;

import java.util.stream.IntStream;
import studio.kintsugi.field.EmptySpace;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.camera.Rays;
import studio.kintsugi.imaging.Picture;

/**
 * A field as a thing that stands on the ground: soft light from above by its surface's normals, a shadow where it
 * touches the ground, and a plain background. Pictures are anti-aliased by several rays a pixel.
 */
public final class LitScene {
    /** Where there is less, nothing is looked for. */
    private static final float OCCUPIED = 1;
    /** Pixels that differ by more in any channel get more rays. */
    private static final float CONTRAST = 1 / 80f;

    final VoxelField field;
    final float step;
    final Ground ground;
    final boolean[] occupied;
    final EmptySpace space;
    /** At each corner. */
    final float[] light;
    /** At each corner, where anything is of glass; else null. */
    final float[] solidity;

    public LitScene(VoxelField field) {
        this.field = field;
        step = 2 * VoxelField.RADIUS / (1.5f * field.side());
        ground = Ground.under(field);
        light = SoftLight.atCorners(field);
        solidity = field.clearness().isPresent() ? SoftLight.solidity(field) : null;
        occupied = field.occupied(OCCUPIED);
        space = EmptySpace.of(field.values(), field.side(), OCCUPIED);
    }

    /**
     * A square picture.
     *
     * @param side in pixels
     * @param rays along a side of those pixels that differ from one beside them; one goes through each of the others
     */
    public Picture picture(Camera camera, int side, int rays) {
        float[][] out = new float[Picture.CHANNELS][side * side];
        Rays directions = camera.rays(side);
        IntStream.range(0, side).parallel().forEach(row -> {
            SceneRay ray = ray(directions);
            for (int column = 0; column < side; column++) {
                directions.direction(column, row, ray.direction);
                ray.trace();
                for (int c = 0; c < 3; c++) {
                    out[c][row * side + column] = ray.seen[c];
                }
            }
        });
        return Picture.of(side, side, rays == 1 ? out : refined(out, camera.rays(side * rays), side, rays));
    }

    private float[][] refined(float[][] coarse, Rays directions, int side, int rays) {
        float[][] out = new float[][] {coarse[0].clone(), coarse[1].clone(), coarse[2].clone()};
        IntStream.range(0, side).parallel().forEach(row -> {
            SceneRay ray = ray(directions);
            for (int column = 0; column < side; column++) {
                if (!isEven(coarse, column, row, side)) {
                    int at = row * side + column;
                    float[] sum = new float[3];
                    for (int r = 0; r < rays * rays; r++) {
                        directions.direction(column * rays + r % rays, row * rays + r / rays, ray.direction);
                        ray.trace();
                        for (int c = 0; c < 3; c++) {
                            sum[c] += ray.seen[c];
                        }
                    }
                    for (int c = 0; c < 3; c++) {
                        out[c][at] = sum[c] / (rays * rays);
                    }
                }
            }
        });
        return out;
    }

    /** Whether a pixel is like those round it. */
    private static boolean isEven(float[][] picture, int column, int row, int side) {
        for (int y = Math.max(0, row - 1); y <= Math.min(side - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(side - 1, column + 1); x++) {
                for (float[] plane : picture) {
                    if (Math.abs(plane[y * side + x] - plane[row * side + column]) > CONTRAST) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private SceneRay ray(Rays camera) {
        return solidity == null ? new SceneRay(this, camera.origin()) : new GlassRay(this, camera);
    }
}
