package studio.kintsugi.models.scft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.Recognition;

/** Networks that colour sketches are told by their names and shapes. */
class ScftArchitectureTest {
    @TestFactory
    List<DynamicTest> anyShapeIsToldFromItsWeights() {
        return List.of(
                shape("small, with hints and palette", new ScftConfig(4, 3, 2, 2, 12, 1, true, true, false)),
                shape("without the deepest level", new ScftConfig(4, 4, 2, 2, 12, 0, false, true, false)),
                shape("built like the unofficial code's", new ScftConfig(2, 5, 4, 1, 0, 4, false, false, true)));
    }

    private static DynamicTest shape(String name, ScftConfig config) {
        return DynamicTest.dynamicTest(name, () -> {
            Recognition r = BuiltInArchitectures.all()
                    .recognize(Scft.initialWeights(config, new SplittableRandom(1)));
            assertEquals("scft", r.architecture().id());
            assertEquals(List.of("colorize"), r.tasks());
            assertEquals(config, ScftConfig.of(r.hyperParameters()));
        });
    }

    @Test
    void style2PaintIsTold() throws Exception {
        Path file = Fixtures.cases("scft", "generator_serial_b2"::equals).getFirst().resolve("model.pt");
        Recognition r = BuiltInArchitectures.all().recognize(Checkpoints.open(file).weights());
        assertTrue(r.isExact());
        assertEquals(HyperParameters.of(Map.of("layout", "style2paint")), r.hyperParameters());
    }
}
