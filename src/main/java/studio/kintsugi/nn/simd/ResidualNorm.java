package studio.kintsugi.nn.simd;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * What lies between two halves of a block that ends by adding to what it began with, and begins by layer normalisation:
 * the sum, the normalisation and the change to bfloat16 in one pass over memory instead of six. Pixels have their
 * channels side by side.
 *
 * <p>It is done by two kernels that give the same bits. Code for the Vector API is hundreds of times as slow as other
 * code until it is compiled, which takes seconds, and a small picture is done sooner. So it begins without, and goes on
 * with vectors once there was much to do and they are compiled on the side.
 */
public final class ResidualNorm {
    /** Channels must be a multiple of this. */
    public static final int LANES = 16;
    /** Values after which it is worth compiling the kernel with vectors: more than a tile has. */
    private static final long MANY = 1L << 28;
    private static final int PARTS_PER_THREAD = 4;

    private static final AtomicLong DONE = new AtomicLong();
    private static final AtomicBoolean PREPARING = new AtomicBoolean();
    private static volatile ResidualKernel kernel = new PlainResidualNorm();

    private ResidualNorm() {}

    /**
     * Adds {@code y} to {@code x}, and puts the normalised sum where {@code y} was.
     *
     * @param x (pixels, channels) float32
     * @param y (pixels, channels) bfloat16
     * @param weight (channels)
     * @param bias (channels)
     */
    public static void addAndNormalize(MemorySegment x, MemorySegment y, int pixels, float[] weight, float[] bias,
            float eps, int threads) {
        ResidualKernel now = kernel((long) pixels * weight.length);
        inParts(pixels, threads, (from, to) -> now.addAndNormalize(x, y, from, to, weight, bias, eps));
    }

    /**
     * Adds {@code y} to {@code x}.
     *
     * @param x (count) float32
     * @param y (count) bfloat16
     * @param count a multiple of {@link #LANES}
     */
    public static void add(MemorySegment x, MemorySegment y, int count, int threads) {
        ResidualKernel now = kernel(count);
        inParts(count / LANES, threads, (from, to) -> now.add(x, y, from * LANES, to * LANES));
    }

    /** The kernel for so many further values. */
    private static ResidualKernel kernel(long values) {
        if (DONE.addAndGet(values) > MANY && PREPARING.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("compiling vectors").start(() -> {
                if (VectorModule.usable()) {
                    kernel = VectorResidualNorm.compiled(kernel);
                }
            });
        }
        return kernel;
    }

    private interface Part {
        void run(int from, int to);
    }

    private static void inParts(int count, int threads, Part part) {
        int parts = threads == 1 ? 1 : threads * PARTS_PER_THREAD;
        IntStream range = IntStream.range(0, parts);
        (parts == 1 ? range : range.parallel()).forEach(i ->
                part.run((int) ((long) count * i / parts), (int) ((long) count * (i + 1) / parts)));
    }
}
