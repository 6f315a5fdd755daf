package studio.kintsugi.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.kintsugi.compute.ComputeDevice;

class FunctionalTest {
    private static final long PATIENCE_MILLIS = 30_000;

    @Test
    void theGradientOfAProductWithANumberOutlivesACollectionBeforeTheBackwardPass() throws InterruptedException {
        try (NDManager manager = ComputeDevice.processor().newManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray x = manager.create(new float[] {1, 2});
            x.setRequiresGradient(true);
            NDArray loss = Functional.scoped(x, v -> Functional.times(v, 3)).sum();
            awaitCollection();
            List<ByteBuffer> whatTakesFreedMemory = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                whatTakesFreedMemory.add(ByteBuffer.allocateDirect(4).putInt(0, -1));
            }
            collector.backward(loss);
            assertEquals(3, x.getGradient().toFloatArray()[0], whatTakesFreedMemory.size() + " buffers");
        }
    }

    /**
     * Returns once Java has freed the memory outside its heap of all buffers that nobody holds. What one collection
     * found is handled in no known order, but before what the next one found; hence the second.
     */
    private static void awaitCollection() throws InterruptedException {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        for (int i = 0; i < 2; i++) {
            PhantomReference<Object> unused = new PhantomReference<>(new Object(), collected);
            System.gc();
            assertSame(unused, collected.remove(PATIENCE_MILLIS), "an object that nobody holds is collected");
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 128", "128, 10", "10, 1", "24, 40"})
    void neitherDoThoseOfSinglePixels(int in, int out) {
        readNothingElse(in, out, 1, 1, 1);
    }

    /**
     * What was freed before is left as not a number, which layers whose channels do not fill all lanes used to read.
     */
    @ParameterizedTest
    @CsvSource({"24, 40", "40, 24", "120, 64", "32, 12", "24, 8", "8, 24", "12, 48", "3, 24", "3, 32",
        "3, 4", "4, 6", "8, 8", "11, 22"})
    void convolutionsReadNothingButTheirInput(int in, int out) {
        readNothingElse(in, out, 3, 40, 44);
    }

    private static void readNothingElse(int in, int out, int kernel, int height, int width) {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            try (NDManager garbage = manager.newSubManager()) {
                for (int i = 0; i < 40; i++) {
                    garbage.full(new Shape(1, in, 64 + i, 48), Float.NaN);
                    garbage.full(new Shape(out, in, kernel, kernel), Float.NaN);
                    garbage.full(new Shape(4096 + i * 512), Float.NaN);
                }
            }
            NDArray x = manager.randomNormal(new Shape(8, in, height, width));
            NDArray w = manager.randomNormal(new Shape(out, in, kernel, kernel));
            x.setRequiresGradient(true);
            w.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray y = Functional.conv2d(x, w, null, 1, kernel / 2, 1);
                collector.backward(y.square().mean());
                assertEquals(0, unreal(y) + unreal(w.getGradient()) + unreal(x.getGradient()));
            }
        }
    }

    /** On some processors the result used to be another, or the process to end. */
    @ParameterizedTest
    @CsvSource({"512, 1024, 16", "256, 1024, 9", "512, 2048, 9", "256, 512, 64", "128, 512, 64", "64, 320, 33"})
    void wideLayersAreTheSameInEitherLayout(int in, int out, int side) {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray x = manager.randomNormal(new Shape(1, in, side, side));
            NDArray w = manager.randomNormal(new Shape(out, in, 1, 1)).mul(0.05f);
            float[] planes = Functional.pointwise(x, w, null).toFloatArray();
            float[] sideBySide = Functional.pointwise(Functional.channelsLast(x), w, null).toFloatArray();
            float[] product = w.reshape(out, in).matMul(x.reshape(in, side * side)).toFloatArray();
            assertArrayEquals(product, planes, 1e-4f);
            assertArrayEquals(planes, sideBySide, 1e-5f);
        }
    }

    private static long unreal(NDArray a) {
        long count = 0;
        for (float value : a.toFloatArray()) {
            count += Float.isFinite(value) ? 0 : 1;
        }
        return count;
    }
}
