package studio.kintsugi.field.render;

import java.util.Arrays;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Rays;

/**
 * A ray through a scene with things of glass. Where it enters or leaves glass it sees a surface, {@link Glass}, and in
 * between the light loses what the glass's colour lacks; what is opaque is seen as by any ray. So densities say where
 * glass is, as for everything else, and not how much one sees through it.
 */
final class GlassRay extends SceneRay {
    /** What is left uncovered where a surface counts as passed. */
    private static final float COVERED = 0.05f;
    /** Density of matter below which a ray has left it. */
    private static final float OUTSIDE = 10;

    private final Glass glass;
    /** What is left of the light, by channel. */
    private final float[] light = new float[3];
    private final float[] behind = new float[3];
    private final float[] normal = new float[3];
    private final float[] own = new float[3];
    private final float[] matter = new float[4];
    /** Of the surface that is being entered: what is not covered by it yet, and its distance times what is. */
    private float uncovered;
    private float distances;
    private boolean inside;
    private final float[] look = new float[4];

    GlassRay(LitScene scene, Rays camera) {
        super(scene, camera.origin());
        glass = new Glass(camera);
    }

    @Override
    void march(float from, float to) {
        Arrays.fill(light, 1);
        begin();
        float last = from;
        float t = advance(from, to);
        while (t < to && Math.max(light[0], Math.max(light[1], light[2])) > DARK) {
            if (t > last + 1.5f * scene.step) {
                leave(last);
            }
            float clear = scene.field.clearnessAt(place[0], place[1], place[2]);
            float opaque = 1 - (float) Math.exp(-here[0] * (1 - clear) * scene.step);
            if (opaque > DARK) {
                seeMatter(opaque);
            }
            if (inside) {
                absorb();
                if (here[0] * clear < OUTSIDE) {
                    if (here[0] < OUTSIDE) {
                        seeSurface(t, 1, true);
                    }
                    begin();
                }
            } else {
                enter(t, here[0] * clear);
            }
            last = t;
            t = advance(t + scene.step, to);
        }
        leave(last);
        Arrays.fill(behind, 0);
        scene.ground.see(origin, direction, 1, behind);
        for (int c = 0; c < 3; c++) {
            seen[c] += light[c] * behind[c];
        }
    }

    private void seeMatter(float opacity) {
        float lit = scene.field.interpolated(scene.light, place[0], place[1], place[2]);
        for (int c = 0; c < 3; c++) {
            seen[c] += light[c] * opacity * Math.min(1, here[c + 1] * lit);
            light[c] *= 1 - opacity;
        }
    }

    private void begin() {
        uncovered = 1;
        distances = 0;
        inside = false;
    }

    private void enter(float t, float density) {
        float next = uncovered * (float) Math.exp(-density * scene.step);
        distances += (uncovered - next) * t;
        uncovered = next;
        if (uncovered < COVERED) {
            seeSurface(distances / (1 - uncovered), 1, false);
            inside = true;
        }
    }

    /** Out of glass into empty space, or past glass that was too thin to be inside of. */
    private void leave(float last) {
        if (inside) {
            seeSurface(last, 1, true);
        } else if (uncovered < 1 - DARK) {
            seeSurface(distances / (1 - uncovered), 1 - uncovered, false);
        }
        begin();
    }

    private void seeSurface(float t, float coverage, boolean far) {
        float cell = 2 * VoxelField.RADIUS / (scene.field.side() - 1);
        float[] at = {origin[0] + t * direction[0], origin[1] + t * direction[1], origin[2] + t * direction[2]};
        scene.field.at(at[0], at[1], at[2], matter);
        float brightest = Math.max(matter[1], Math.max(matter[2], matter[3]));
        for (int a = 0; a < 3; a++) {
            float middle = at[a];
            at[a] = middle - cell;
            float before = scene.field.interpolated(scene.solidity, at[0], at[1], at[2]);
            at[a] = middle + cell;
            normal[a] = before - scene.field.interpolated(scene.solidity, at[0], at[1], at[2]);
            at[a] = middle;
            own[a] = brightest == 0 ? 1 : matter[a + 1] / brightest;
        }
        glass.look(normal, direction, own, far, look);
        float opacity = coverage * look[0];
        for (int c = 0; c < 3; c++) {
            seen[c] += light[c] * opacity * look[c + 1];
            light[c] *= 1 - opacity;
        }
    }

    private void absorb() {
        for (int c = 0; c < 3; c++) {
            light[c] *= (float) Math.exp(-Glass.ABSORPTION * (1 - here[c + 1]) * scene.step);
        }
    }
}
