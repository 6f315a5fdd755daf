package studio.kintsugi.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** What is chosen by what the engine reports, for which numbers of GPUs stand in here: no GPU is needed. */
class ComputeDeviceTest {
    private final List<Sentence> remarks = new ArrayList<>();

    private ComputeDevice device(DeviceChoice choice, int gpus) {
        return new ComputeDevice(choice, Precision.AUTO, () -> gpus, remarks::add);
    }

    private ComputeDevice decided(DeviceChoice choice, int gpus) throws KintsugiException {
        ComputeDevice out = device(choice, gpus);
        out.decide();
        return out;
    }

    @Test
    void aGpuIsTakenWhereTheEngineReportsOne() throws Exception {
        assertTrue(decided(DeviceChoice.AUTO, 2).device().isGpu());
        assertTrue(decided(DeviceChoice.GPU, 1).device().isGpu());
        assertFalse(decided(DeviceChoice.AUTO, 0).device().isGpu());
        assertFalse(decided(DeviceChoice.CPU, 2).device().isGpu());
    }

    @Test
    void whereThereIsNoneThatIsSaidPlainly() {
        String sentence = assertThrows(KintsugiException.class, () -> decided(DeviceChoice.GPU, 0)).getMessage();

        assertTrue(sentence.startsWith("No GPU was found by PyTorch"), sentence);
        assertTrue(sentence.endsWith("or use --device cpu."), sentence);
        assertTrue(ComputeDevice.noGpu("/opt/libtorch").toString().contains("/opt/libtorch"));
        assertTrue(ComputeDevice.noGpu(null).toString().contains("PYTORCH_LIBRARY_PATH"));
    }

    @Test
    void itIsDecidedOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        ComputeDevice device = new ComputeDevice(DeviceChoice.AUTO, Precision.AUTO, asked::incrementAndGet,
                remarks::add);

        device.decide();
        device.decide();

        assertEquals(1, asked.get());
    }

    @Test
    void noMemoryIsOpenedBeforeItIsDecided() {
        assertThrows(IllegalStateException.class, device(DeviceChoice.AUTO, 0)::newManager);
    }

    @Test
    void workOnAGpuThatFailsIsDoneOnceMoreOnTheProcessorWithASentence() throws Exception {
        ComputeDevice device = decided(DeviceChoice.AUTO, 1);
        List<Boolean> onGpu = new ArrayList<>();

        String result = device.run(() -> {
            onGpu.add(device.device().isGpu());
            if (device.device().isGpu()) {
                throw new EngineException("CUDA out of memory");
            }
            return "done";
        });

        assertEquals("done", result);
        assertEquals(List.of(true, false), onGpu);
        assertEquals(1, remarks.size());
        assertTrue(remarks.getFirst().pattern().startsWith("The GPU failed"), remarks.getFirst().toString());
        try (NDManager manager = device.newManager()) {
            assertTrue(device.holds(manager));
            assertFalse(manager.getDevice().isGpu());
        }
    }

    @Test
    void workThatFailsOnTheProcessorFails() throws Exception {
        ComputeDevice device = decided(DeviceChoice.GPU, 1);
        AtomicInteger tries = new AtomicInteger();
        ComputeDevice.Work<String> work = () -> {
            tries.incrementAndGet();
            throw new EngineException("shapes differ");
        };

        assertThrows(EngineException.class, () -> device.run(work));
        assertEquals(2, tries.get());
        assertThrows(EngineException.class, () -> device.run(work));
        assertEquals(3, tries.get());
        assertEquals(1, remarks.size());
    }

    @Test
    void otherFailuresAreNotTheGpus() throws Exception {
        ComputeDevice device = decided(DeviceChoice.AUTO, 1);

        assertThrows(KintsugiException.class, () -> device.run(() -> {
            throw new KintsugiException("The file is damaged.");
        }));
        assertTrue(device.device().isGpu());
        assertTrue(remarks.isEmpty());
    }

    @Test
    void theEngineOfThisBuildRunsOnTheProcessor() throws Exception {
        ComputeDevice device = ComputeDevice.of(DeviceChoice.CPU, Precision.AUTO, remarks::add);
        device.prepare(fraction -> {});

        assertFalse(device.device().isGpu());
    }

    @Test
    void choicesAreNamedInLettersOfAnyCase() {
        assertEquals(Optional.of(DeviceChoice.GPU), DeviceChoice.named("Gpu"));
        assertEquals(Optional.empty(), DeviceChoice.named("tpu"));
    }
}
