package studio.kintsugi.models.scft;

import java.util.List;

/**
 * A place of a sketch whose colour is given.
 *
 * @param x column in pixels of what the network is shown, from its left edge
 * @param y row likewise
 * @param red 0–1
 * @param green 0–1
 * @param blue 0–1
 */
public record ColorHint(double x, double y, float red, float green, float blue) {
    /** Radius of the disc that a hint is drawn as, pixels. */
    public static final int RADIUS = 3;

    /**
     * Hints as a network takes them; later ones lie on earlier ones.
     *
     * @return red, green, blue and where there are any, each row by row
     */
    public static float[][] planes(List<ColorHint> hints, int width, int height) {
        float[][] out = new float[4][width * height];
        for (ColorHint h : hints) {
            for (int y = (int) h.y - RADIUS; y <= h.y + RADIUS; y++) {
                for (int x = (int) h.x - RADIUS; x <= h.x + RADIUS; x++) {
                    if (x >= 0 && y >= 0 && x < width && y < height
                            && Math.hypot(x + 0.5 - h.x, y + 0.5 - h.y) <= RADIUS) {
                        int at = y * width + x;
                        out[0][at] = h.red;
                        out[1][at] = h.green;
                        out[2][at] = h.blue;
                        out[3][at] = 1;
                    }
                }
            }
        }
        return out;
    }
}
