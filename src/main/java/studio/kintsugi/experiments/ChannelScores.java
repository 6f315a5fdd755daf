package studio.kintsugi.experiments;

import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.pruning.ChannelPruning;

/** Simple rules of which channels to keep: those that score higher. */
final class ChannelScores {
    private ChannelScores() {}

    /**
     * Each filter's rank by L1 norm within its layer, in 0–1, so that all layers lose the same share (Li et al., arXiv
     * 1608.08710).
     */
    static float[] uniform(StateDict weights, ChannelPruning pruning) {
        float[] out = new float[pruning.size()];
        for (int g = 0; g < pruning.groups().size(); g++) {
            ChannelGroup group = pruning.groups().get(g);
            double[] norms = norms(weights.get(group.name() + ".weight").toFloats(), group.size());
            for (int i = 0; i < norms.length; i++) {
                int below = 0;
                for (double other : norms) {
                    below += other < norms[i] ? 1 : 0;
                }
                out[pruning.offset(g) + i] = (below + 1f) / norms.length;
            }
        }
        return out;
    }

    private static double[] norms(float[] weights, int filters) {
        double[] norms = new double[filters];
        int each = weights.length / filters;
        for (int i = 0; i < weights.length; i++) {
            norms[i / each] += Math.abs(weights[i]);
        }
        return norms;
    }

    static float[] random(ChannelPruning pruning, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] out = new float[pruning.size()];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) random.nextDouble(0.01, 1);
        }
        return out;
    }
}
