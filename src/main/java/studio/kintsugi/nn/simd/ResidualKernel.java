package studio.kintsugi.nn.simd;

import java.lang.foreign.MemorySegment;

/** {@link ResidualNorm} for a part of the pixels, on one thread. All kernels give the same bits. */
interface ResidualKernel {
    /** Pixels from {@code from} to before {@code to} of {@link ResidualNorm#addAndNormalize}. */
    void addAndNormalize(MemorySegment x, MemorySegment y, int from, int to, float[] weight, float[] bias, float eps);

    /** Values from {@code from} to before {@code to} of {@link ResidualNorm#add}; both multiples of its lanes. */
    void add(MemorySegment x, MemorySegment y, int from, int to);
}
