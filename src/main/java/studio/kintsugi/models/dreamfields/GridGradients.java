package studio.kintsugi.models.dreamfields;

/** What is done to gradients over a grid before they are followed. All arrays are (side, side, side, 4). */
final class GridGradients {
    private GridGradients() {}

    /** Left and right get the mean of both: x runs fastest. */
    static void mirror(float[] g, int side) {
        for (int row = 0; row < side * side; row++) {
            for (int x = 0; x < side / 2; x++) {
                int a = 4 * (row * side + x);
                int b = 4 * (row * side + side - 1 - x);
                for (int c = 0; c < 4; c++) {
                    float mean = (g[a + c] + g[b + c]) / 2;
                    g[a + c] = mean;
                    g[b + c] = mean;
                }
            }
        }
    }

    /**
     * Mixes in a blur by (1, 2, 1) / 4 along each axis.
     *
     * @param share of the blurred, 0–1
     */
    static void blur(float[] g, int side, float share) {
        float[] line = new float[side];
        int[] steps = {4, 4 * side, 4 * side * side};
        for (int axis = 0; axis < 3; axis++) {
            int step = steps[axis];
            int other = steps[(axis + 1) % 3];
            int third = steps[(axis + 2) % 3];
            for (int i = 0; i < side; i++) {
                for (int j = 0; j < side; j++) {
                    for (int c = 0; c < 4; c++) {
                        int start = i * other + j * third + c;
                        for (int k = 0; k < side; k++) {
                            float here = g[start + k * step];
                            float before = g[start + Math.max(0, k - 1) * step];
                            float after = g[start + Math.min(side - 1, k + 1) * step];
                            line[k] = here + share * ((before + 2 * here + after) / 4 - here);
                        }
                        for (int k = 0; k < side; k++) {
                            g[start + k * step] = line[k];
                        }
                    }
                }
            }
        }
    }

    /** Adds the gradient of the squared differences of neighbours, scaled to a share of the gradient's own size. */
    static void addVariation(float[] g, float[] raw, int side, float densityShare, float colorShare) {
        float[] variation = new float[g.length];
        int[] steps = {4, 4 * side, 4 * side * side};
        for (int z = 0; z < side; z++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    int at = 4 * ((z * side + y) * side + x);
                    for (int axis = 0; axis < 3; axis++) {
                        if ((axis == 0 ? x : axis == 1 ? y : z) == side - 1) {
                            continue;
                        }
                        for (int c = 0; c < 4; c++) {
                            float d = raw[at + c] - raw[at + steps[axis] + c];
                            variation[at + c] += d;
                            variation[at + steps[axis] + c] -= d;
                        }
                    }
                }
            }
        }
        double[] own = new double[2];
        double[] added = new double[2];
        for (int i = 0; i < g.length; i++) {
            int which = (i & 3) == 0 ? 0 : 1;
            own[which] += (double) g[i] * g[i];
            added[which] += (double) variation[i] * variation[i];
        }
        float density = (float) (densityShare * Math.sqrt(own[0] / (added[0] + 1e-30)));
        float color = (float) (colorShare * Math.sqrt(own[1] / (added[1] + 1e-30)));
        for (int i = 0; i < g.length; i++) {
            g[i] += variation[i] * ((i & 3) == 0 ? density : color);
        }
    }
}
