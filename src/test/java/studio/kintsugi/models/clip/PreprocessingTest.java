package studio.kintsugi.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;

class PreprocessingTest {
    @TestFactory
    List<DynamicTest> squaresAreThoseOfPillow() {
        return Fixtures.cases("clip", n -> n.startsWith("prep")).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> check(c))).toList();
    }

    private static void check(Path folder) throws Exception {
        int n = Fixtures.json(folder).get("n_px").getAsInt();
        byte[] file = Files.readAllBytes(folder.resolve("resized_cropped_u8_hwc.npy"));
        int start = file.length - 3 * n * n;
        int[] expected = new int[3 * n * n];
        for (int i = 0; i < n * n; i++) {
            for (int c = 0; c < 3; c++) {
                expected[c * n * n + i] = file[start + 3 * i + c] & 255;
            }
        }
        assertArrayEquals(expected, Preprocessing.square(ImageIO.read(folder.resolve("input.png").toFile()), n));
    }
}
