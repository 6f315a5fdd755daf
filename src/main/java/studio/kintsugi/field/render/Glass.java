package studio.kintsugi.field.render;

import java.util.Map;
import studio.kintsugi.field.camera.Rays;

/**
 * How a surface of glass looks, as studios light it: before a light background it is dark where it is seen edge on,
 * clear where one looks straight through, and mirrors a window and a strip of light that stand where the camera is.
 */
public final class Glass {
    /** Share of the light that is lost for each unit of the way in matter, in a channel that the colour has none of. */
    public static final float ABSORPTION = 1.6f;

    /** Opacity of a surface that is seen straight, and edge on. */
    public static final float STRAIGHT = 0.05f;
    public static final float EDGE = 0.85f;
    /** Power of the cosine's complement by which opacity grows from straight to edge on, as in Schlick's formula. */
    public static final float STEEPNESS = 2.6f;
    /** What edges are darkened to. */
    private static final float[] RIM = {0.16f, 0.24f, 0.27f};
    private static final float[] SKY = {0.8f, 0.87f, 0.9f};
    /** How much of its own colour an edge has. */
    public static final float OWN = 0.45f;

    /** Brightness of that colour. */
    public static final float TINTED = 0.7f;
    /** How much of the sky an edge mirrors that faces it. */
    public static final float REFLECTED = 0.45f;

    /** Right, up and back from the camera's view to the lights, of any length. */
    private static final float[] WINDOW = {0.5f, 0.62f, 0.6f};
    private static final float[] STRIP = {-0.85f, 0.15f, 0.5f};
    /** Half of their width and height. */
    private static final float[] WINDOW_SIZE = {0.26f, 0.34f};
    private static final float[] STRIP_SIZE = {0.09f, 0.75f};
    /** Width over which the lights' borders fade, in the units of their sizes. */
    public static final float SOFT = 0.12f;
    /** Brightness of the strip, where the window's is 1. */
    public static final float STRIP_STRENGTH = 0.75f;
    /** Of lights that are mirrored on the far side. */
    public static final float BEHIND = 0.35f;

    private final float[] right;
    private final float[] up;
    private final float[] window;
    private final float[] strip;

    /**
     * @param camera that sees it
     */
    public Glass(Rays camera) {
        right = floats(camera.right());
        up = floats(camera.up());
        window = towards(WINDOW, camera);
        strip = towards(STRIP, camera);
    }

    private static float[] floats(double[] v) {
        return new float[] {(float) v[0], (float) v[1], (float) v[2]};
    }

    private static float[] towards(float[] light, Rays camera) {
        float[] out = new float[3];
        double length = Math.sqrt(light[0] * light[0] + light[1] * light[1] + light[2] * light[2]);
        for (int a = 0; a < 3; a++) {
            out[a] = (float) ((light[0] * camera.right()[a] + light[1] * camera.up()[a] + light[2] * camera.back()[a])
                    / length);
        }
        return out;
    }

    /** Direction to the window, of length 1. */
    public float[] window() {
        return window.clone();
    }

    /** Direction to the strip of light, of length 1. */
    public float[] strip() {
        return strip.clone();
    }

    /** What edges are darkened to, the sky that they mirror, and half the sizes of window and strip, by their names. */
    public static Map<String, float[]> vectors() {
        return Map.of("RIM", RIM, "SKY", SKY, "WINDOW", WINDOW_SIZE, "STRIP", STRIP_SIZE);
    }

    /**
     * What a surface adds to what is seen through it.
     *
     * @param n its normal, of any length, outwards or inwards
     * @param d the ray's direction, of length 1
     * @param own the matter's colour, 0–1
     * @param far whether the ray leaves matter there
     * @param out opacity, and red, green, blue, all 0–1
     */
    void look(float[] n, float[] d, float[] own, boolean far, float[] out) {
        float length = (float) Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]);
        if (length == 0) {
            out[0] = 0;
            return;
        }
        float along = (n[0] * d[0] + n[1] * d[1] + n[2] * d[2]) / length;
        float straight = Math.abs(along);
        float[] mirrored = new float[3];
        for (int a = 0; a < 3; a++) {
            mirrored[a] = d[a] - 2 * along * n[a] / length;
        }
        float edge = STRAIGHT + (EDGE - STRAIGHT) * (float) Math.pow(1 - straight, STEEPNESS);
        float light = far ? BEHIND * lights(mirrored, -1) : lights(mirrored, 1);
        float sky = Math.clamp(0.5f + mirrored[1], 0, 1);
        out[0] = edge + (1 - edge) * light;
        for (int c = 0; c < 3; c++) {
            float dark = RIM[c] * (1 - OWN) + OWN * TINTED * own[c] * own[c];
            float rim = dark + REFLECTED * sky * sky * (SKY[c] - dark);
            out[c + 1] = out[0] == 0 ? 0 : (edge * (1 - light) * rim + light) / out[0];
        }
    }

    /** How bright a light a direction leads to, 0–1; on the far side, inside, things are mirrored the other way. */
    private float lights(float[] direction, int sign) {
        return Math.max(shape(direction, window, sign, WINDOW_SIZE),
                STRIP_STRENGTH * shape(direction, strip, sign, STRIP_SIZE));
    }

    private float shape(float[] direction, float[] light, int sign, float[] size) {
        float across = 0;
        float upwards = 0;
        float towards = 0;
        for (int a = 0; a < 3; a++) {
            float off = sign * direction[a] - light[a];
            across += off * right[a];
            upwards += off * up[a];
            towards += sign * direction[a] * light[a];
        }
        return towards <= 0 ? 0 : ramp(size[0] - Math.abs(across)) * ramp(size[1] - Math.abs(upwards));
    }

    private static float ramp(float within) {
        float t = Math.clamp(0.5f + within / SOFT, 0, 1);
        return t * t * (3 - 2 * t);
    }
}
