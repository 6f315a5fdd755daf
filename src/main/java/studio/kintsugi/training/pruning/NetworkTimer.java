package studio.kintsugi.training.pruning;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.nn.Parameters;

/** Measures how long networks take on this machine. They are timed alternately, so that other work slows all alike. */
final class NetworkTimer implements AutoCloseable {
    private static final int SIDE = 512;
    private static final int REPEATS = 7;

    private final NDManager manager;
    private final List<PruningSubject.Network> networks = new ArrayList<>();

    NetworkTimer(ComputeDevice device) {
        manager = device.newManager();
    }

    NetworkTimer add(PruningSubject subject, Prunable.Pruned model) {
        PruningSubject.Network candidate =
                subject.network(model.hyperParameters(), new Parameters(manager, model.weights()));
        try (NDManager scope = manager.newSubManager()) {
            candidate.pass(SIDE, scope);
        }
        networks.add(candidate);
        return this;
    }

    /** The fastest pass of each network, seconds for a million pixels. */
    double[] secondsPerMegapixel() {
        double[] best = new double[networks.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int i = 0; i < REPEATS; i++) {
            for (int n = 0; n < best.length; n++) {
                long began = System.nanoTime();
                try (NDManager scope = manager.newSubManager()) {
                    networks.get(n).pass(SIDE, scope);
                }
                best[n] = Math.min(best[n], (System.nanoTime() - began) / 1e9);
            }
        }
        for (int n = 0; n < best.length; n++) {
            best[n] *= 1e6 / ((double) SIDE * SIDE);
        }
        return best;
    }

    @Override
    public void close() {
        manager.close();
    }
}
