package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.models.network.CalibrationSampling;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.Window;
import studio.kintsugi.nn.Functional;
import studio.kintsugi.nn.Parameters;

/**
 * A NAFNet that sees, beside the picture, what {@link Wiener}'s filter makes of it with the kernel that the picture
 * seems to have been blurred with. Whether one kernel is right for all of the picture, or for any of it, is left to the
 * network: it was trained with wrong ones as well. Pictures that are sharp, and those that show too little to find a
 * kernel, are left as they are.
 */
public final class DeconvolvingNet implements ImageNetwork {
    static final int COLORS = 3;
    /** Pixels from the border of a tile that its deconvolutions are visibly wrong in. */
    private static final int RINGING = 128;
    /** What borders are continued by hardly changes after so many. */
    private static final int ROUNDS = 2;
    /** Bytes that deconvolutions take for each pixel that they see. */
    private static final int WAVES = 128;
    /** Kernels are looked for where there are edges, in pieces with room for the blur. */
    private static final CalibrationSampling PIECES = new CalibrationSampling(352, 2, true);

    /** Looks for kernels, always in float32. */
    private final ImageNetwork network;
    /** The same, perhaps in reduced precision. */
    private final ImageNetwork runner;
    private final NDArray kernel;
    private final float trust;
    /** By height and width of tiles, of which there are few; they belong to whoever keeps the kernel. */
    private final Map<List<Integer>, Wiener> filters = new ConcurrentHashMap<>();

    /** Looks for the kernel of each picture; owns {@code network}, which sees guides. */
    DeconvolvingNet(ImageNetwork network) {
        this(network, network, null, 1);
    }

    private DeconvolvingNet(ImageNetwork network, ImageNetwork runner, NDArray kernel, float trust) {
        this.network = network;
        this.runner = runner;
        this.kernel = kernel;
        this.trust = trust;
    }

    /**
     * @param x as for any network, or (N, 3 + {@link Wiener#GUIDES}, H, W), with its guides behind the colours already,
     *     as in training
     */
    @Override
    public NDArray forward(NDArray x) {
        if (x.getShape().get(1) > COLORS) {
            return runner.forward(x);
        }
        if (kernel != null) {
            return mended(x, kernel, trust);
        }
        return mended(x, estimate(x, () -> false));
    }

    /** With a kernel that is known. */
    NDArray mended(NDArray x, KernelEstimate known) {
        return mended(x, known.kernel().in(x.getManager()), known.trust());
    }

    /** As far from the picture as its kernel is to be trusted. */
    private NDArray mended(NDArray x, NDArray k, float share) {
        if (share == 0) {
            return x.duplicate();
        }
        int height = (int) x.getShape().get(2);
        int width = (int) x.getShape().get(3);
        try (Wiener once = new Wiener(x.getManager(), k, height, width)) {
            return sharpened(x, once.guides(x, ROUNDS), share);
        }
    }

    private NDArray sharpened(NDArray x, NDArray guides, float share) {
        NDArray out = runner.forward(x.concat(guides, 1));
        return share == 1 ? out : x.add(out.sub(x).mul(share));
    }

    /**
     * Deconvolutions ring far beyond what the network sees, and cost little beside it: they see all that there is, and
     * the network what lies round the place that is wanted.
     */
    @Override
    public void run(NDManager scope, float[] x, int height, int width, Window wanted, RowTaker taker) {
        NDArray all = TensorMemory.copyOf(x, new Shape(1, COLORS, height, width), scope);
        Window near = wanted.grown(network.context(), height, width);
        NDArray seen = near.of(all);
        NDArray out;
        if (kernel == null) {
            out = near.of(forward(all));
        } else if (trust == 0) {
            out = seen;
        } else {
            out = sharpened(seen, near.of(filterFor(height, width).guides(all, ROUNDS)), trust);
        }
        float[] y = out.toFloatArray();
        for (int row = 0; row < COLORS * near.height(); row++) {
            taker.take(row / near.height(), near.top() + row % near.height(), y, row * near.width() - near.left());
        }
    }

    private Wiener filterFor(int height, int width) {
        return filters.computeIfAbsent(List.of(height, width),
                size -> new Wiener(kernel.getManager(), kernel, height, width));
    }

    private NDArray guided(NDArray x, BlurKernel k) {
        return Functional.oneByOne(withGuides(x, k.in(x.getManager())), network::forward);
    }

    private static NDArray withGuides(NDArray x, NDArray kernel) {
        return x.concat(Wiener.guides(x, kernel), 1);
    }

    /** The kernel that the pieces of a picture have in common. */
    KernelEstimate estimate(NDArray sample, BooleanSupplier cancelled) {
        try (NDManager scope = sample.getManager().newSubManager()) {
            NDArray seen = Functional.seen(scope, sample);
            NDArray unlit = Lamps.unlit(seen);
            KernelFromGradients.Fit fit = new KernelSearch(this::guided, sizeMultiple(), cancelled)
                    .find(seen, unlit);
            NDArray luma = KernelSearch.luma(seen);
            float[] pixels = known(luma.toFloatArray(), unlit.toFloatArray());
            int width = (int) luma.getShape().get(3);
            int height = (int) luma.getShape().get(2);
            return KernelEstimate.of(fit.kernel(), fit.explained(), GradientNoise.share(pixels, width, height),
                    FineDetail.of(pixels, width, height));
        }
    }

    /** Not a number where nothing is known. */
    private static float[] known(float[] pixels, float[] weights) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = weights[i] > 0 ? pixels[i] : Float.NaN;
        }
        return pixels;
    }

    static void check(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    @Override
    public ImageNetwork calibrated(NDArray sample, NDManager keeper, BooleanSupplier cancelled) {
        KernelEstimate found = estimate(sample, cancelled);
        NDArray k = found.kernel().in(keeper);
        check(cancelled);
        return calibrated(sample, k, found.trust(), keeper, cancelled);
    }

    private ImageNetwork calibrated(NDArray sample, NDArray k, float share, NDManager keeper,
            BooleanSupplier cancelled) {
        ImageNetwork fixed = network.calibrated(withGuides(sample, k), keeper, cancelled);
        return new DeconvolvingNet(fixed, runner == network ? fixed : fixed.reduced(), k, share);
    }

    /** With a kernel that is trusted, whatever the sample shows. */
    @Override
    public ImageNetwork calibratedForTrial(NDArray sample, NDManager keeper) {
        return calibrated(sample, BlurKernel.point(1).in(keeper), 1, keeper, () -> false);
    }

    @Override
    public ImageNetwork reduced() {
        return new DeconvolvingNet(network, network.reduced(), kernel, trust);
    }

    @Override
    public CalibrationSampling sampling() {
        return PIECES;
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public int sizeMultiple() {
        return network.sizeMultiple();
    }

    @Override
    public int context() {
        return Math.max(RINGING, network.context());
    }

    @Override
    public int bytesPerPixel() {
        return network.bytesPerPixel();
    }

    @Override
    public long tileBytes(int side) {
        long seen = side + 2L * context();
        return network.tileBytes(side) + seen * seen * WAVES;
    }
}
