package studio.kintsugi.nn.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * What lies between two halves of a block that ends by adding to what it began with, and begins by layer normalisation:
 * the sum, the normalisation and the change to bfloat16 in one pass over memory instead of six. Pixels have their
 * channels side by side.
 */
public final class ResidualNorm {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_256;
    /** Channels must be a multiple of this. */
    public static final int LANES = FLOATS.length();
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final int PARTS_PER_THREAD = 4;
    private static final VectorShuffle<Float> EIGHTH = VectorShuffle.iota(FLOATS, 8, 1, true);
    private static final VectorShuffle<Float> FOURTH = VectorShuffle.iota(FLOATS, 4, 1, true);
    private static final VectorShuffle<Float> SECOND = VectorShuffle.iota(FLOATS, 2, 1, true);
    private static final VectorShuffle<Float> FIRST = VectorShuffle.iota(FLOATS, 1, 1, true);

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
        inParts(pixels, threads, (from, to) -> {
            for (int p = from; p < to; p++) {
                normalize(x, y, p, weight, bias, eps);
            }
        });
    }

    /**
     * Adds {@code y} to {@code x}.
     *
     * @param x (count) float32
     * @param y (count) bfloat16
     * @param count a multiple of {@link #LANES}
     */
    public static void add(MemorySegment x, MemorySegment y, int count, int threads) {
        inParts(count / LANES, threads, (from, to) -> {
            for (int i = from * LANES; i < to * LANES; i += LANES) {
                sum(x, y, i).intoMemorySegment(x, (long) i * Float.BYTES, ORDER);
            }
        });
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

    private static void normalize(MemorySegment x, MemorySegment y, int pixel, float[] weight, float[] bias,
            float eps) {
        int channels = weight.length;
        long at = (long) pixel * channels;
        FloatVector sums = FloatVector.zero(FLOATS);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector sum = sum(x, y, at + c);
            sum.intoMemorySegment(x, (at + c) * Float.BYTES, ORDER);
            sums = sums.add(sum);
        }
        float mean = total(sums) / channels;
        FloatVector squares = FloatVector.zero(FLOATS);
        for (int c = 0; c < channels; c += LANES) {
            FloatVector d = FloatVector.fromMemorySegment(FLOATS, x, (at + c) * Float.BYTES, ORDER).sub(mean);
            squares = d.fma(d, squares);
        }
        float scale = (float) (1 / Math.sqrt(total(squares) / channels + eps));
        for (int c = 0; c < channels; c += LANES) {
            FloatVector d = FloatVector.fromMemorySegment(FLOATS, x, (at + c) * Float.BYTES, ORDER).sub(mean);
            FloatVector normal = d.mul(scale).fma(FloatVector.fromArray(FLOATS, weight, c),
                    FloatVector.fromArray(FLOATS, bias, c));
            round(normal).intoMemorySegment(y, (at + c) * Short.BYTES, ORDER);
        }
    }

    /** Halves are added in an order of our own: reduceLanes adds in another one once it is compiled. */
    private static float total(FloatVector v) {
        FloatVector two = v.add(v.rearrange(EIGHTH));
        FloatVector four = two.add(two.rearrange(FOURTH));
        FloatVector eight = four.add(four.rearrange(SECOND));
        return eight.add(eight.rearrange(FIRST)).lane(0);
    }

    private static FloatVector sum(MemorySegment x, MemorySegment y, long at) {
        IntVector bits = (IntVector) ShortVector.fromMemorySegment(SHORTS, y, at * Short.BYTES, ORDER)
                .convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, 0);
        // bfloat16 is the upper half of float32
        FloatVector added = bits.lanewise(VectorOperators.LSHL, Short.SIZE).reinterpretAsFloats();
        return FloatVector.fromMemorySegment(FLOATS, x, at * Float.BYTES, ORDER).add(added);
    }

    /** To the nearest bfloat16, ties to even. */
    private static ShortVector round(FloatVector v) {
        IntVector bits = v.reinterpretAsInts();
        IntVector odd = bits.lanewise(VectorOperators.LSHR, Short.SIZE).and(1);
        return (ShortVector) bits.add(odd).add(0x7FFF).lanewise(VectorOperators.LSHR, Short.SIZE)
                .convertShape(VectorOperators.I2S, SHORTS, 0);
    }
}
