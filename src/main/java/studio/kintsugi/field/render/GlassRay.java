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
    /** Of the surface that is being entered: its normal and colour, and what is not covered by it yet. */
    private final float[] normal = new float[3];
    private final float[] own = new float[3];
    private float uncovered;
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
                leave();
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
                        addSurface(1);
                    }
                    leave();
                }
            } else {
                enter(here[0] * clear);
            }
            last = t;
            t = advance(t + scene.step, to);
        }
        leave();
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
        inside = false;
        Arrays.fill(normal, 0);
        Arrays.fill(own, 0);
    }

    private void enter(float density) {
        float next = uncovered * (float) Math.exp(-density * scene.step);
        if (uncovered - next > DARK) {
            addSurface(uncovered - next);
        }
        uncovered = next;
        if (uncovered < COVERED) {
            seeSurface(1, false);
            inside = true;
            Arrays.fill(normal, 0);
            Arrays.fill(own, 0);
        }
    }

    /** Out of glass, or past glass that was too thin to be inside of. */
    private void leave() {
        if (inside || uncovered < 1 - DARK) {
            seeSurface(inside ? 1 : 1 - uncovered, inside);
        }
        begin();
    }

    /** Counts a place into the surface's normal and colour. */
    private void addSurface(float weight) {
        float cell = 2 * VoxelField.RADIUS / (scene.field.side() - 1);
        for (int a = 0; a < 3; a++) {
            float at = place[a];
            place[a] = at + cell;
            float after = scene.field.interpolated(scene.solidity, place[0], place[1], place[2]);
            place[a] = at - cell;
            float before = scene.field.interpolated(scene.solidity, place[0], place[1], place[2]);
            place[a] = at;
            normal[a] += weight * (before - after);
            own[a] += weight * here[a + 1];
        }
    }

    private void seeSurface(float coverage, boolean far) {
        float weight = 0;
        for (float c : own) {
            weight = Math.max(weight, c);
        }
        for (int c = 0; c < 3; c++) {
            own[c] = weight == 0 ? 1 : own[c] / weight;
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
