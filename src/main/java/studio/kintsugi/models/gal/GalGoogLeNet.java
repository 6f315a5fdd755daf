package studio.kintsugi.models.gal;

import ai.djl.ndarray.NDArray;
import java.util.List;
import studio.kintsugi.nn.Parameters;

/** GoogLeNet for small pictures; a mask scales each of an inception's four branches, any of which may be gone. */
public final class GalGoogLeNet implements Classifier {
    static final List<String> INCEPTIONS = List.of("a3", "b3", "a4", "b4", "c4", "d4", "e4", "a5", "b5");

    /**
     * A branch of an inception.
     *
     * @param name in the state dict
     * @param mask number of its mask
     * @param convolutions their numbers; each is followed by normalisation and a rectifier
     * @param kernels their sides
     */
    record Branch(String name, int mask, List<Integer> convolutions, List<Integer> kernels) {}

    /** In the order in which their channels stand. */
    static final List<Branch> BRANCHES = List.of(
            new Branch("branch1x1", 1, List.of(0), List.of(1)),
            new Branch("branch3x3", 2, List.of(0, 3), List.of(1, 3)),
            new Branch("branch5x5", 3, List.of(0, 3, 6), List.of(1, 3, 3)),
            new Branch("branch_pool", 4, List.of(1), List.of(1)));

    private final Parameters p;

    /** Borrows {@code parameters}. */
    public GalGoogLeNet(Parameters parameters) {
        this.p = parameters;
    }

    @Override
    public Parameters parameters() {
        return p;
    }

    @Override
    public NDArray forward(NDArray input, boolean batchStatistics) {
        ClassifierLayers layers = new ClassifierLayers(p, batchStatistics);
        NDArray x = unit(layers, input, "pre_layers.", 0);
        for (String name : INCEPTIONS) {
            if (name.equals("a4") || name.equals("a5")) {
                x = ClassifierLayers.maximum(x, 3, 2, 1);
            }
            x = inception(layers, x, "inception_" + name + ".");
        }
        return layers.linear(ClassifierLayers.pooled(x), "linear");
    }

    private NDArray inception(ClassifierLayers layers, NDArray x, String prefix) {
        NDArray out = null;
        for (Branch b : BRANCHES) {
            String branch = prefix + b.name() + ".";
            if (p.has(branch + b.convolutions().getFirst() + ".weight")) {
                NDArray y = b.name().equals("branch_pool") ? ClassifierLayers.maximum(x, 3, 1, 1) : x;
                for (int n : b.convolutions()) {
                    y = unit(layers, y, branch, n);
                }
                y = layers.masked(y, prefix + "mask" + b.mask());
                out = out == null ? y : out.concat(y, 1);
            }
        }
        if (out == null) {
            throw new IllegalArgumentException("all branches of " + prefix + " are gone");
        }
        return out;
    }

    private static NDArray unit(ClassifierLayers layers, NDArray x, String prefix, int n) {
        return ClassifierLayers.relu(layers.norm(layers.conv(x, prefix + n, 1), prefix + (n + 1)));
    }
}
