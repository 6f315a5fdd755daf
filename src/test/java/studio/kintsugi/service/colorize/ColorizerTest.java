package studio.kintsugi.service.colorize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;
import studio.kintsugi.service.colorize.ColorizeRequest.Reference;
import studio.kintsugi.store.ModelStore;

/** From requests to coloured sketches, with a network that was never trained. */
class ColorizerTest {
    private static final Picture HALVES = ColoringPage.halves(80, 60);

    @TempDir
    Path folder;
    private String model;
    private Colorizer colorizer;

    @BeforeEach
    void open() throws Exception {
        model = ColoringPage.model(folder).toString();
        colorizer = new Colorizer(new ModelStore(folder.resolve("store")), ComputeDevice.processor());
    }

    @AfterEach
    void close() {
        colorizer.close();
    }

    private ColorizeRequest request(Picture sketch, List<Reference> references, Hint... hints) {
        return new ColorizeRequest(sketch, false, references, List.of(hints), model);
    }

    private ColorizedDrawing color(Picture sketch, Hint... hints) throws Exception {
        return colorizer.color(request(sketch, List.of(new Reference(HALVES, 1)), hints), () -> false, f -> {});
    }

    @Test
    void linesStayCrispAndLayersGiveTheResultAgain() throws Exception {
        Picture sketch = ColoringPage.box(200, 150);
        ColorizedDrawing colored = color(sketch);
        Picture result = colored.picture();
        assertEquals(200, result.width());
        assertEquals(150, result.height());
        Picture colors = colored.colorLayer();
        Picture lines = colored.lineLayer();
        for (int i = 0; i < 200 * 150; i++) {
            if (sketch.plane(0)[i] == 0) {
                assertEquals(0, result.plane(1)[i], "a line is black");
            }
            float alpha = colors.alpha().orElseThrow()[i];
            float onPaper = 1 + alpha * (colors.plane(1)[i] - 1);
            float under = 1 - lines.alpha().orElseThrow()[i];
            assertEquals(result.plane(1)[i], onPaper * under, 1e-4, "lines over colours over paper");
        }
    }

    @Test
    void everyPlaceSaysWhereItsColorCameFrom() throws Exception {
        Correspondence where = colorizer.color(request(ColoringPage.box(128, 96),
                List.of(new Reference(HALVES, 2), new Reference(ColoringPage.halves(30, 90), 0),
                        new Reference(ColoringPage.halves(40, 40), 1))), () -> false, f -> {}).correspondence();
        List<Correspondence.Source> sources = where.of(127, 95);
        assertEquals(3, sources.size());
        assertEquals(8, sources.getFirst().columns());
        assertEquals(6, sources.getFirst().rows());
        assertEquals(0, sources.get(1).share(), "counts for nothing");
        assertEquals(1, sources.stream().mapToDouble(Correspondence.Source::share).sum(), 1e-4);
        assertTrue(sources.getFirst().share() > sources.get(2).share(), "twice the weight");
    }

    @Test
    void hintsChangeTheColors() throws Exception {
        Picture sketch = ColoringPage.box(64, 64);
        assertFalse(Arrays.equals(color(sketch).picture().plane(0),
                color(sketch, HintFile.hint(32, 32, "#20c040")).picture().plane(0)));
    }

    @Test
    void betweenLinesIsOneColorOfTheReferenceUnlessTheNetworkIsAskedAlone() throws Exception {
        Picture sketch = ColoringPage.box(160, 120);
        Picture flat = color(sketch).withoutLines();
        float[] inside = {flat.plane(0)[60 * 160 + 80], flat.plane(1)[60 * 160 + 80], flat.plane(2)[60 * 160 + 80]};
        assertEquals(1, inside[0] + inside[2], 0.02, "red or blue");
        for (int y = 35; y < 85; y++) {
            for (int c = 0; c < 3; c++) {
                assertEquals(inside[c], flat.plane(c)[y * 160 + 50 + y % 40], 1e-6);
            }
        }
        Picture network = colorizer.color(new ColorizeRequest(sketch, false, List.of(new Reference(HALVES, 1)),
                List.of(), ColorizeRequest.Finish.NETWORK, model), () -> false, f -> {}).withoutLines();
        assertTrue(network.plane(0)[60 * 160 + 50] != network.plane(0)[60 * 160 + 110], "as the network has it");
    }

    @Test
    void theSameRequestGivesTheSameResultAgain() throws Exception {
        Picture sketch = ColoringPage.box(90, 70);
        assertArrayEquals(color(sketch).picture().plane(2), color(sketch).picture().plane(2));
    }

    @Test
    void oddSketchesAreColoredToo() throws Exception {
        float[] black = new float[40 * 30];
        float[] alpha = new float[40 * 30];
        Arrays.fill(alpha, 200, 240, 1);
        Picture onNothing = new Picture(40, 30, new float[][] {black, black, black}, alpha, PictureInfo.SRGB_8);
        assertTrue(color(onNothing).picture().alpha().isEmpty());
        Picture onPaper = color(onNothing).picture();
        assertTrue(Math.max(onPaper.plane(0)[10 * 40], onPaper.plane(2)[10 * 40]) > 0.3, "nothing is paper");
        Picture tiny = Picture.of(2, 1, new float[][] {{0, 1}, {0, 1}, {0, 1}});
        for (Picture sketch : List.of(tiny, ColoringPage.box(700, 9), ColoringPage.box(5, 400),
                HALVES)) {
            Picture result = color(sketch).picture();
            assertEquals(sketch.width(), result.width());
            assertEquals(sketch.height(), result.height());
        }
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        Picture sketch = ColoringPage.box(64, 64);
        float[] white = new float[64];
        Arrays.fill(white, 1);
        assertSentence("There are no lines", request(Picture.of(8, 8, new float[][] {white, white, white}),
                List.of(new Reference(HALVES, 1))));
        assertSentence("Give a picture", request(sketch, List.of()));
        assertSentence("outside the sketch", request(sketch, List.of(new Reference(HALVES, 1)),
                HintFile.hint(64, 3, "ffffff")));
        assertSentence("There is no model \"nowhere\"",
                new ColorizeRequest(sketch, false, List.of(new Reference(HALVES, 1)), List.of(), "nowhere"));
        assertThrows(CancellationException.class, () -> colorizer.color(
                request(sketch, List.of(new Reference(HALVES, 1))), () -> true, f -> {}));
    }

    private void assertSentence(String beginning, ColorizeRequest request) {
        String sentence = assertThrows(KintsugiException.class,
                () -> colorizer.color(request, () -> false, f -> {})).getMessage();
        assertTrue(sentence.contains(beginning), sentence);
    }
}
