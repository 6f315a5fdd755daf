package studio.kintsugi.nn.simd;

import static studio.kintsugi.nn.simd.ResidualNorm.LANES;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.time.Duration;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The kernel with the Vector API. */
final class VectorResidualNorm implements ResidualKernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_512;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_256;
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final VectorShuffle<Float> EIGHTH = VectorShuffle.iota(FLOATS, 8, 1, true);
    private static final VectorShuffle<Float> FOURTH = VectorShuffle.iota(FLOATS, 4, 1, true);
    private static final VectorShuffle<Float> SECOND = VectorShuffle.iota(FLOATS, 2, 1, true);
    private static final VectorShuffle<Float> FIRST = VectorShuffle.iota(FLOATS, 1, 1, true);
    /** Of what it is tried on while it is compiled. */
    private static final int PIXELS = 256;
    private static final int CHANNELS = 2 * LANES;
    /** A machine that has not compiled it by then is better left alone. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    /** This kernel once it is compiled, or {@code other} where it does not become faster than that. */
    static ResidualKernel compiled(ResidualKernel other) {
        ResidualKernel made = new VectorResidualNorm();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment x = arena.allocate((long) PIXELS * CHANNELS * Float.BYTES, Long.BYTES);
            MemorySegment y = arena.allocate((long) PIXELS * CHANNELS * Short.BYTES, Long.BYTES);
            float[] values = new float[CHANNELS];
            long end = System.nanoTime() + LONGEST.toNanos();
            while (System.nanoTime() < end) {
                if (nanos(made, x, y, values) < nanos(other, x, y, values)) {
                    return made;
                }
            }
        }
        return other;
    }

    private static long nanos(ResidualKernel kernel, MemorySegment x, MemorySegment y, float[] values) {
        long began = System.nanoTime();
        kernel.addAndNormalize(x, y, 0, PIXELS, values, values, 1);
        kernel.add(x, y, 0, PIXELS * CHANNELS);
        return System.nanoTime() - began;
    }

    @Override
    public void addAndNormalize(MemorySegment x, MemorySegment y, int from, int to, float[] weight, float[] bias,
            float eps) {
        for (int p = from; p < to; p++) {
            normalize(x, y, p, weight, bias, eps);
        }
    }

    @Override
    public void add(MemorySegment x, MemorySegment y, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            sum(x, y, i).intoMemorySegment(x, (long) i * Float.BYTES, ORDER);
        }
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
