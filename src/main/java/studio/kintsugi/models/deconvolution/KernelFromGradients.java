package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.nn.Functional;

/**
 * The kernel that best takes the gradients of a sharp picture to those of a blurred one: {@code min ‖∇x * k − ∇y‖² +
 * γ ‖k‖²} (Cho and Lee, SIGGRAPH Asia 2009), over kernels of a given size without negative values. Of the pictures it
 * needs only how their gradients correlate.
 */
final class KernelFromGradients {
    private static final int ROUNDS = 100;
    private static final int POWER_ROUNDS = 12;
    private static final int REWEIGHTINGS = 2;
    /** Share of a kernel's largest value at which reweighting leaves γ as it is. */
    private static final float UNCHANGED = 0.1f;
    /** Share of the largest value that is added to all, so that nothing has an infinite γ. */
    private static final float LEAST = 0.02f;
    /** Pixels over which gradients fade out towards the border, where the blur brings in what is not seen. */
    private static final int FADE = 16;

    private final int side;
    /** How the sharp gradients correlate with themselves at distances of up to a kernel's side. */
    private final float[] own;
    /** How the blurred ones correlate with them. */
    private final float[] across;
    /** Sum of squares of the blurred ones. */
    private final double energy;

    private KernelFromGradients(int side, float[] own, float[] across, double energy) {
        this.side = side;
        this.own = own;
        this.across = across;
        this.energy = energy;
    }

    /**
     * A kernel, tidied, and how well it does.
     *
     * @param explained the share of the blurred gradients' energy that the sharp ones have once they are convolved with
     *     it, 0–1
     */
    record Fit(BlurKernel kernel, double explained) {}

    /**
     * @param sharp (N, 1, H, W), pieces of one picture
     * @param blurred likewise
     * @param weights (N, 1, H, W), how much the gradients of each place count, 0–1
     */
    static KernelFromGradients of(NDArray sharp, NDArray blurred, NDArray weights, int radius) {
        int height = (int) sharp.getShape().get(2);
        int width = (int) sharp.getShape().get(3);
        try (NDManager scope = sharp.getManager().newSubManager()) {
            Frequencies f = new Frequencies(height, width, 2 * radius);
            NDArray window = window(scope, height, width).mul(Functional.seen(scope, weights));
            NDArray seen = gradients(Functional.seen(scope, blurred)).mul(window);
            NDArray s = f.transform(f.padded(gradients(Functional.seen(scope, sharp)).mul(window)));
            NDArray b = f.transform(f.padded(seen));
            int[] pieces = {0, 1};
            NDArray own = f.inverse(s.conj().mul(s).sum(pieces).expandDims(0).expandDims(0));
            NDArray across = f.inverse(s.conj().mul(b).sum(pieces).expandDims(0).expandDims(0));
            return new KernelFromGradients(2 * radius + 1, middle(own, 2 * radius), middle(across, radius),
                    seen.square().sum().getFloat());
        }
    }

    /** Values at up to {@code reach} before and behind the origin, which waves have in a corner. */
    private static float[] middle(NDArray correlation, int reach) {
        int h = (int) correlation.getShape().get(2);
        int w = (int) correlation.getShape().get(3);
        float[] all = correlation.toFloatArray();
        int n = 2 * reach + 1;
        float[] out = new float[n * n];
        for (int i = 0; i < out.length; i++) {
            out[i] = all[Math.floorMod(i / n - reach, h) * w + Math.floorMod(i % n - reach, w)];
        }
        return out;
    }

    /** (N, 2, H, W): to the right and downwards, 0 at the last. */
    private static NDArray gradients(NDArray x) {
        NDArray right = x.get(":,:,:,1:").sub(x.get(":,:,:,:-1")).pad(new Shape(0, 1, 0, 0), 0);
        NDArray down = x.get(":,:,1:,:").sub(x.get(":,:,:-1,:")).pad(new Shape(0, 0, 0, 1), 0);
        return right.concat(down, 1);
    }

    private static NDArray window(NDManager manager, int height, int width) {
        float[] out = new float[height * width];
        for (int i = 0; i < out.length; i++) {
            out[i] = fade(i / width, height) * fade(i % width, width);
        }
        return TensorMemory.copyOf(out, new Shape(1, 1, height, width), manager);
    }

    private static float fade(int i, int n) {
        double inside = Math.min(i, n - 1 - i) + 0.5;
        return inside >= FADE ? 1 : (float) (0.5 - 0.5 * Math.cos(Math.PI * inside / FADE));
    }

    /**
     * With a γ that is large where the kernel has little and small where it has much, so that a path comes out thin:
     * iteratively reweighted least squares, for a penalty that goes with the kernel rather than with its square.
     *
     * @param ridge γ of the first round, as a share of the sharp gradients' energy: the more of it, the more even the
     *     kernel of that round
     */
    Fit sparse(float ridge) {
        float middle = own[own.length / 2];
        float[] gamma = new float[across.length];
        Arrays.fill(gamma, ridge * middle);
        float[][] a = normalEquations(gamma);
        float[] k = minimum(a, point());
        for (int round = 0; round < REWEIGHTINGS; round++) {
            float largest = 0;
            for (float v : k) {
                largest = Math.max(largest, v);
            }
            for (int i = 0; i < k.length; i++) {
                gamma[i] = ridge * middle * UNCHANGED * largest / (k[i] + LEAST * largest);
                a[i][i] = middle + gamma[i];
            }
            k = minimum(a, k);
        }
        return new Fit(BlurKernel.of(k).tidied(), explained(a, gamma, k));
    }

    private float[] point() {
        float[] k = new float[across.length];
        k[k.length / 2] = 1;
        return k;
    }

    /** By accelerated projected gradients (FISTA; Beck and Teboulle 2009). */
    private float[] minimum(float[][] a, float[] begin) {
        float step = (float) (1 / largestEigenvalue(a));
        int n = across.length;
        float[] k = begin.clone();
        float[] z = k.clone();
        double t = 1;
        for (int round = 0; round < ROUNDS; round++) {
            double next = (1 + Math.sqrt(1 + 4 * t * t)) / 2;
            float momentum = (float) ((t - 1) / next);
            float[] image = times(a, z);
            for (int i = 0; i < n; i++) {
                float moved = Math.max(0, z[i] - step * (image[i] - across[i]));
                z[i] = moved + momentum * (moved - k[i]);
                k[i] = moved;
            }
            t = next;
        }
        return k;
    }

    /** The square of the cosine between what is seen and what the kernel makes of the sharp gradients. */
    private double explained(float[][] a, float[] gamma, float[] k) {
        float[] image = times(a, k);
        double product = 0;
        double made = 0;
        for (int i = 0; i < k.length; i++) {
            product += k[i] * across[i];
            made += k[i] * (image[i] - gamma[i] * k[i]);
        }
        return made > 0 && energy > 0 ? Math.clamp(product * product / (made * energy), 0.0, 1.0) : 0;
    }

    private float[][] normalEquations(float[] gamma) {
        int n = side * side;
        int wide = 2 * side - 1;
        float[][] a = new float[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = own[(i / side - j / side + side - 1) * wide + i % side - j % side + side - 1];
            }
            a[i][i] += gamma[i];
        }
        return a;
    }

    private static double largestEigenvalue(float[][] a) {
        float[] v = new float[a.length];
        Arrays.fill(v, 1);
        double length = 0;
        for (int round = 0; round < POWER_ROUNDS; round++) {
            v = times(a, v);
            double squares = 0;
            for (float x : v) {
                squares += (double) x * x;
            }
            length = Math.sqrt(squares);
            for (int i = 0; i < v.length; i++) {
                v[i] /= (float) length;
            }
        }
        // a power iteration comes from below
        return 1.05 * length;
    }

    private static float[] times(float[][] a, float[] v) {
        float[] out = new float[v.length];
        for (int i = 0; i < v.length; i++) {
            if (v[i] != 0) {
                // symmetric: columns are rows, and whole rows run in the processor's lanes
                float[] row = a[i];
                float f = v[i];
                for (int j = 0; j < out.length; j++) {
                    out[j] += f * row[j];
                }
            }
        }
        return out;
    }
}
