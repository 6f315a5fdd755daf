package studio.kintsugi.field.render;

import java.util.Arrays;
import studio.kintsugi.field.VoxelField;

/** A ray and what it sees of a scene; for one thread. */
class SceneRay {
    /** Light of which less is left, or which is less, counts as none. */
    static final float DARK = 0.004f;

    /** From its origin, of length 1. */
    final float[] direction = new float[3];
    /** Red, green, blue, 0–1. */
    final float[] seen = new float[3];

    final LitScene scene;
    final float[] origin;
    /** Density and colour of the place that {@link #advance} came to. */
    final float[] here = new float[4];
    final float[] place = new float[3];
    private final float toGrid;

    SceneRay(LitScene scene, float[] origin) {
        this.scene = scene;
        this.origin = origin;
        toGrid = (scene.field.side() - 1) / (2 * VoxelField.RADIUS);
    }

    /** Finds what is seen along the direction. */
    final void trace() {
        float[] o = origin;
        float[] d = direction;
        Arrays.fill(seen, 0);
        float along = -(o[0] * d[0] + o[1] * d[1] + o[2] * d[2]);
        float half = VoxelField.RADIUS * VoxelField.RADIUS
                - (o[0] * o[0] + o[1] * o[1] + o[2] * o[2] - along * along);
        if (half > 0) {
            float root = (float) Math.sqrt(half);
            march(along - root, along + root);
        } else {
            scene.ground.see(o, d, 1, seen);
        }
        for (int c = 0; c < 3; c++) {
            seen[c] = Math.clamp(seen[c], 0, 1);
        }
    }

    /** Sees what lies from one distance to another, and what is behind that. */
    void march(float from, float to) {
        float transmittance = 1;
        float t = advance(from, to);
        while (t < to && transmittance > DARK) {
            float next = transmittance * (float) Math.exp(-here[0] * scene.step);
            float weight = transmittance - next;
            if (weight > DARK) {
                float lit = scene.field.interpolated(scene.light, place[0], place[1], place[2]);
                for (int c = 0; c < 3; c++) {
                    seen[c] += weight * Math.min(1, here[c + 1] * lit);
                }
            }
            transmittance = next;
            t = advance(t + scene.step, to);
        }
        scene.ground.see(origin, direction, transmittance, seen);
    }

    /** Goes on from one distance, in steps, to where anything may be; gives its distance, or one beyond the end. */
    final float advance(float from, float to) {
        int n = scene.field.side();
        float t = from;
        while (t < to) {
            for (int a = 0; a < 3; a++) {
                place[a] = origin[a] + t * direction[a];
            }
            float u = (place[0] + VoxelField.RADIUS) * toGrid;
            float v = (place[1] + VoxelField.RADIUS) * toGrid;
            float w = (place[2] + VoxelField.RADIUS) * toGrid;
            float free = scene.space.free(u, v, w, direction[0] * toGrid, direction[1] * toGrid, direction[2] * toGrid);
            if (free > 0) {
                t += Math.max(1, (int) Math.ceil(free / scene.step)) * scene.step;
            } else if (!scene.occupied[(cell(w, n) * n + cell(v, n)) * n + cell(u, n)]) {
                t += scene.step;
            } else {
                scene.field.at(place[0], place[1], place[2], here);
                return t;
            }
        }
        return t;
    }

    private static int cell(float place, int n) {
        return Math.clamp((int) place, 0, n - 2);
    }
}
