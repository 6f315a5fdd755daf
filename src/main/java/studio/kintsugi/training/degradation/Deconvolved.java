package studio.kintsugi.training.degradation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.models.deconvolution.BlurKernel;
import studio.kintsugi.models.deconvolution.Wiener;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.Patch;

/**
 * Adds as input channels the results of Wiener deconvolution with a {@link KernelEstimateNoise noisy estimate} of the
 * blur kernel. Like all
 * degradations it is computed on the processor, while the device learns from the batch before.
 */
record Deconvolved() implements Degradation {
    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        BlurKernel estimate = KernelEstimateNoise.draw(patch.kernel(), random);
        int plane = patch.width() * patch.height();
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray y = TensorMemory.copyOf(Batch.Part.of(List.of(patch)).values(),
                    new Shape(1, 3, patch.height(), patch.width()), manager);
            float[] guides = Wiener.guides(y, estimate.in(manager)).toFloatArray();
            float[][] planes = Arrays.copyOf(patch.planes(), 3 + Wiener.GUIDES);
            for (int i = 0; i < Wiener.GUIDES; i++) {
                planes[3 + i] = Arrays.copyOfRange(guides, i * plane, (i + 1) * plane);
            }
            return new Patch(patch.width(), patch.height(), planes, patch.kernel());
        }
    }
}
