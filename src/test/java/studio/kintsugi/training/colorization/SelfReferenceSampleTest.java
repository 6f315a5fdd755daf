package studio.kintsugi.training.colorization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.scft.ScftConfig;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.training.TrainingRun;
import studio.kintsugi.training.engine.TrainingLog;
import studio.kintsugi.training.engine.TrainingRecipe;

/** From vector drawings to a network that colours. */
class SelfReferenceSampleTest {
    private static final int SIDE = 64;

    @TempDir
    private Path folder;

    private Path drawings;

    @BeforeEach
    void draw() throws Exception {
        drawings = Files.createDirectories(folder.resolve("svg/deep"));
        for (int i = 0; i < 60; i++) {
            svg("d" + i, String.format("<rect x=\"10\" y=\"20\" width=\"50\" height=\"%d\" fill=\"#%02x80ff\""
                    + " stroke=\"black\"/><circle cx=\"70\" cy=\"60\" r=\"20\" fill=\"#ff%02x10\"/>", 30 + i % 30,
                    4 * i, 4 * i));
        }
    }

    private void svg(String name, String inner) throws Exception {
        Files.writeString(drawings.resolve(name + ".svg"),
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100\" height=\"100\">" + inner + "</svg>");
    }

    private DrawingFolder read() throws KintsugiException {
        return new DrawingFolder(folder.resolve("svg"), folder.resolve("kept"), SIDE);
    }

    @Test
    void whatCannotBeDrawnOrHasNoColorIsLeftOut() throws Exception {
        int before = read().size() + read().heldOut(1000).size();
        assertEquals(60, before);
        svg("grey", "<rect width=\"80\" height=\"80\" fill=\"#777777\"/>");
        svg("empty", "");
        Files.writeString(drawings.resolve("broken.svg"), "<svg><rect");
        Files.write(drawings.resolve("none.png"), new byte[] {1, 2, 3});
        assertEquals(before, read().size() + read().heldOut(1000).size());
    }

    @Test
    void theSameDrawingsAreHeldOutEachTime() throws Exception {
        List<Picture> first = read().heldOut(3);
        List<Picture> second = read().heldOut(3);
        assertTrue(first.size() > 1, "too few");
        for (int i = 0; i < first.size(); i++) {
            assertArrayEquals(first.get(i).plane(2), second.get(i).plane(2));
        }
    }

    @Test
    void aFolderWithoutDrawingsIsRefused() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThrows(KintsugiException.class, () -> new DrawingFolder(empty, folder.resolve("kept"), SIDE));
    }

    /** What the spline says a place of the reference shows is there in the answer. */
    @Test
    void theReferenceIsTheWarpedAnswer() throws Exception {
        DrawingFolder d = read();
        double worst = 0;
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SelfReferenceSample lesson = SelfReferenceSample.draw(d.draw(random), SIDE, random);
            for (int y = 8; y < SIDE; y += 8) {
                for (int x = 8; x < SIDE; x += 8) {
                    double[] from = lesson.warp().source((x + 0.5) / SIDE, (y + 0.5) / SIDE);
                    int u = (int) (from[0] * SIDE);
                    int v = (int) (from[1] * SIDE);
                    if (u > 1 && v > 1 && u < SIDE - 2 && v < SIDE - 2 && flat(lesson.target()[0], u, v)) {
                        worst = Math.max(worst, Math.abs(
                                lesson.reference()[0][y * SIDE + x] - lesson.target()[0][v * SIDE + u]));
                    }
                }
            }
        }
        assertTrue(worst < 0.02, "off by " + worst);
    }

    private static boolean flat(float[] plane, int x, int y) {
        for (int v = y - 2; v <= y + 2; v++) {
            for (int u = x - 2; u <= x + 2; u++) {
                if (Math.abs(plane[v * SIDE + u] - plane[y * SIDE + x]) > 0.01) {
                    return false;
                }
            }
        }
        return true;
    }

    @Test
    void hintsTellTheAnswersColors() throws Exception {
        DrawingFolder d = read();
        int hinted = 0;
        for (int seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            SelfReferenceSample lesson = SelfReferenceSample.draw(d.draw(random), SIDE, random);
            for (int i = 0; i < SIDE * SIDE; i++) {
                if (lesson.hints()[3][i] == 0) {
                    assertEquals(0, lesson.hints()[0][i] + lesson.hints()[1][i] + lesson.hints()[2][i]);
                } else {
                    hinted++;
                    assertTrue(lesson.hints()[0][i] >= 0 && lesson.hints()[0][i] <= 1);
                }
            }
        }
        assertTrue(hinted > 100, "hints on " + hinted + " pixels of thirty samples");
    }

    /** With every loss of the paper, the discriminator included. */
    @Test
    void aSmallNetworkLearnsAndComesBack() throws Exception {
        Path recipe = Files.writeString(folder.resolve("tiny.json"), """
                {"id": "tiny", "title": "Tiny", "task": "colorize", "architecture": "scft", "objective": "colorize",
                 "hyperParameters": {"base": 4, "levels": 3, "grid": 2, "fold": 2, "width": 16, "blocks": 1,
                                     "hints": true, "palette": true},
                 "seed": 1, "patch": 32, "batch": 2, "steps": 40, "learningRate": 0.003, "clip": 1, "average": 0.9,
                 "settings": {"triplet": 0.01, "margin": 4, "adversarial": 0.01, "perceptual": 0.01, "style": 1}}
                """);
        double[] losses = new double[2];
        ModelCard card = new TrainingRun(recipe.toString(), folder.resolve("svg"), folder.resolve("out"), false,
                Double.POSITIVE_INFINITY, null, ComputeDevice.processor()).run(() -> false, new TrainingLog() {
                    @Override
                    public void began(TrainingRecipe r, int parameters, Map<String, Double> baseline) {}

                    @Override
                    public void stepped(long step, double fraction, double loss, double seconds, double perSecond) {
                        losses[step == 1 ? 0 : 1] = loss;
                    }

                    @Override
                    public void validated(long step, double seconds, double fraction, double loss,
                            Map<String, Double> figures) {}
                });
        assertTrue(losses[1] < losses[0], losses[0] + " became " + losses[1]);
        assertEquals(4, ScftConfig.of(card.hyperParameters()).base());
        assertEquals("scft", ModelFolder.read(folder.resolve("out")).card().architecture());
    }
}
