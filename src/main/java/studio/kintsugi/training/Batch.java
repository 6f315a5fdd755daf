package studio.kintsugi.training;

import java.util.List;

/**
 * Patches side by side, as a network takes them.
 *
 * @param input spoiled, (N, 3, side, side) row-major
 * @param target as it should be, likewise
 */
record Batch(int count, int side, float[] input, float[] target) {
    static Batch of(List<Patch> inputs, List<Patch> targets) {
        int side = inputs.getFirst().width();
        return new Batch(inputs.size(), side, join(inputs), join(targets));
    }

    private static float[] join(List<Patch> patches) {
        int plane = patches.getFirst().planes()[0].length;
        float[] out = new float[patches.size() * 3 * plane];
        int at = 0;
        for (Patch p : patches) {
            for (float[] values : p.planes()) {
                System.arraycopy(values, 0, out, at, plane);
                at += plane;
            }
        }
        return out;
    }
}
