package studio.kintsugi.field;

/** Blurs planes of square pictures in place. */
public final class Smoothing {
    private Smoothing() {}

    /** Mean over (2 · radius + 1)² pixels, edges repeated. */
    public static void box(float[] values, int offset, int side, int radius) {
        float[] line = new float[side];
        for (int pass = 0; pass < 2; pass++) {
            int step = pass == 0 ? 1 : side;
            int next = pass == 0 ? side : 1;
            for (int k = 0; k < side; k++) {
                int start = offset + k * next;
                float sum = 0;
                for (int i = -radius; i <= radius; i++) {
                    sum += values[start + Math.clamp(i, 0, side - 1) * step];
                }
                for (int i = 0; i < side; i++) {
                    line[i] = sum / (2 * radius + 1);
                    sum += values[start + Math.clamp(i + radius + 1, 0, side - 1) * step]
                            - values[start + Math.clamp(i - radius, 0, side - 1) * step];
                }
                for (int i = 0; i < side; i++) {
                    values[start + i * step] = line[i];
                }
            }
        }
    }

    /** Binomial 3 × 3 kernel, edges repeated. */
    public static void light(float[] values, int offset, int side) {
        float[] line = new float[side];
        for (int pass = 0; pass < 2; pass++) {
            int step = pass == 0 ? 1 : side;
            int next = pass == 0 ? side : 1;
            for (int k = 0; k < side; k++) {
                int start = offset + k * next;
                for (int i = 0; i < side; i++) {
                    line[i] = (values[start + Math.max(0, i - 1) * step] + 2 * values[start + i * step]
                            + values[start + Math.min(side - 1, i + 1) * step]) / 4;
                }
                for (int i = 0; i < side; i++) {
                    values[start + i * step] = line[i];
                }
            }
        }
    }
}
