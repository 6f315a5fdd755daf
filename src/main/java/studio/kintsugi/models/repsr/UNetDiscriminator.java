package studio.kintsugi.models.repsr;

import static studio.kintsugi.nn.Functional.conv2d;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.nn.Initializer;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.SpectralNorm;

/**
 * The discriminator of RepSR's GAN variant: a U-Net with spectral normalisation, Real-ESRGAN's (arXiv 2107.10833,
 * section 3.4), that says of each pixel how real it looks. Names of tensors are those of that code. Sides of pictures
 * are multiples of 8.
 */
public final class UNetDiscriminator {
    private static final float SLOPE = 0.2f;
    /** The engine's number for bilinear interpolation. */
    private static final int BILINEAR = 1;
    private static final int LEVELS = 3;
    private static final String WEIGHT = ".weight_orig";
    private static final String VECTOR = ".weight_u";

    private final Parameters p;
    private final boolean frozen;

    /** Borrows {@code parameters}. */
    public UNetDiscriminator(Parameters parameters) {
        this(parameters, false);
    }

    private UNetDiscriminator(Parameters parameters, boolean frozen) {
        this.p = parameters;
        this.frozen = frozen;
    }

    /** The same function whose own weights gather no gradients and do not move. */
    public UNetDiscriminator frozen() {
        return new UNetDiscriminator(p, true);
    }

    /** Names of the tensors that gradients do not move. */
    public static Set<String> buffers(Parameters parameters) {
        return parameters.names().stream().filter(n -> n.endsWith(VECTOR)).collect(Collectors.toSet());
    }

    /**
     * @param x (N, 3, H, W), RGB in 0–1
     * @return (N, 1, H, W), logits
     */
    public NDArray logits(NDArray x) {
        NDArray[] down = new NDArray[LEVELS + 1];
        down[0] = active(plain(x, "conv0"));
        for (int i = 1; i <= LEVELS; i++) {
            down[i] = active(normal(down[i - 1], "conv" + i, 2));
        }
        NDArray y = down[LEVELS];
        for (int i = 1; i <= LEVELS; i++) {
            y = active(normal(doubled(y), "conv" + (LEVELS + i), 1)).add(down[LEVELS - i]);
        }
        y = active(normal(y, "conv7", 1));
        y = active(normal(y, "conv8", 1));
        return plain(y, "conv9");
    }

    private static NDArray active(NDArray x) {
        return x.getNDArrayInternal().leakyRelu(SLOPE);
    }

    private static NDArray doubled(NDArray x) {
        Shape s = x.getShape();
        return x.getNDArrayInternal().interpolation(new long[] {2 * s.get(2), 2 * s.get(3)}, BILINEAR, false);
    }

    private NDArray plain(NDArray x, String layer) {
        return conv2d(x, weight(x.getManager(), layer + ".weight"), weight(x.getManager(), layer + ".bias"), 1, 1, 1);
    }

    private NDArray normal(NDArray x, String layer, int stride) {
        NDManager scope = x.getManager();
        return conv2d(x, SpectralNorm.of(scope, weight(scope, layer + WEIGHT), p.get(layer + VECTOR), !frozen), null,
                stride, 1, 1);
    }

    private NDArray weight(NDManager scope, String name) {
        NDArray w = p.get(name);
        if (!frozen) {
            return w;
        }
        NDArray constant = w.stopGradient();
        constant.attach(scope);
        return constant;
    }

    /**
     * Weights to begin with.
     *
     * @param width channels at full size; 64 in that code
     */
    public static StateDict initialWeights(int width, RandomGenerator random) {
        Initializer init = new Initializer(random).conv("conv0", width, 3, 3);
        int in = width;
        for (int i = 1; i <= LEVELS; i++) {
            normal(init, "conv" + i, 2 * in, in, 4);
            in *= 2;
        }
        for (int i = LEVELS + 1; i <= 2 * LEVELS; i++) {
            normal(init, "conv" + i, in / 2, in, 3);
            in /= 2;
        }
        normal(init, "conv7", width, width, 3);
        normal(init, "conv8", width, width, 3);
        Map<String, TensorData> out = new LinkedHashMap<>(init.conv("conv9", 1, width, 3).weights().tensors());
        out.replaceAll((name, tensor) -> name.endsWith(VECTOR) ? unit((int) tensor.shape()[0], random) : tensor);
        return new StateDict(out);
    }

    private static void normal(Initializer init, String layer, int out, int in, int kernel) {
        init.uniform(layer + WEIGHT, Math.sqrt(3.0 / (in * kernel * kernel)), out, in, kernel, kernel)
                .constant(layer + VECTOR, 0, out);
    }

    private static TensorData unit(int size, RandomGenerator random) {
        float[] values = new float[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextGaussian();
            sum += values[i] * values[i];
        }
        for (int i = 0; i < size; i++) {
            values[i] /= (float) Math.sqrt(sum);
        }
        return TensorData.ofFloats(values, size);
    }
}
