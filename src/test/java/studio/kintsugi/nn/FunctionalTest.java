package studio.kintsugi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionalTest {
    @Test
    void theGradientOfAProductWithANumberOutlivesACollectionBeforeTheBackwardPass() throws InterruptedException {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray x = manager.create(new float[] {1, 2});
            x.setRequiresGradient(true);
            NDArray loss = Functional.scoped(x, v -> Functional.times(v, 3)).sum();
            System.gc();
            Thread.sleep(50);
            List<ByteBuffer> whatTakesFreedMemory = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                whatTakesFreedMemory.add(ByteBuffer.allocateDirect(4).putInt(0, -1));
            }
            collector.backward(loss);
            assertEquals(3, x.getGradient().toFloatArray()[0], whatTakesFreedMemory.size() + " buffers");
        }
    }
}
