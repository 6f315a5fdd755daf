package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.TextEntry;
import studio.kintsugi.imaging.WriteOptions;

/** Files are the same wherever their user lives: other digits, other calendars, other letters for i. */
class LocalesTest {
    private static final Locale BEFORE = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void back() {
        Locale.setDefault(BEFORE);
    }

    /** Everything that people attach, and a recipe with numbers in it. */
    private static Picture source() {
        Picture plain = Samplers.smooth(31, 17, BitDepth.SIXTEEN, false);
        Picture told = plain.withInfo(plain.info().withMetadata(Samplers.metadata(1).withXmp(null)
                .withResolution(new Resolution(1234.5, 1234.5))
                .withTexts(List.of(new TextEntry("Title", "I i İ ı"), new TextEntry("Creation Time", "2567-01-01")))));
        return EmbeddedRecipe.add(told,
                List.of(new Step("denoise", "denoise", "0123", Map.of("strength", 0.625, "tile", 1024), null)));
    }

    private byte[] written(String name) throws Exception {
        Path file = folder.resolve(name);
        PictureWriter.write(source(), file, WriteOptions.DEFAULT);
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "th-TH-u-ca-buddhist-nu-thai", "ar-EG-u-nu-arab", "tr-TR", "hi-IN-u-nu-deva",
        "ja-JP-u-ca-japanese", "ckb-IQ"})
    void everyFormatIsWrittenAndReadAlike(String tag) throws Exception {
        for (PictureFormat format : PictureFormat.values()) {
            if (!format.isWritable()) {
                continue;
            }
            String name = "a." + format.extensions().getFirst();
            Locale.setDefault(Locale.ROOT);
            byte[] plain = written(name);
            Picture before = PictureReader.read(folder.resolve(name));
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertArrayEquals(plain, written(name), name);
            Picture after = PictureReader.read(folder.resolve(name));
            assertEquals(before.info().metadata(), after.info().metadata(), name);
            assertEquals(0.625, EmbeddedRecipe.of(after).orElseThrow().steps().getFirst().number("strength", 0), name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "th-TH-u-ca-buddhist-nu-thai", "tr-TR"})
    void textFormatsAreReadAlike(String tag) throws Exception {
        Locale.setDefault(Locale.forLanguageTag(tag));
        Path ppm = Files.write(folder.resolve("a.PPM"), "P3\n2 1\n255\n255 0 0 0 16 0\n".getBytes(
                StandardCharsets.US_ASCII));
        assertEquals(1, PictureReader.read(ppm).plane(0)[0]);
        Path svg = Files.write(folder.resolve("a.SVG"), ("<svg xmlns='http://www.w3.org/2000/svg' width='1500.5'"
                + " height='30'><rect width='9' height='9' fill='RGB(12,1,2)'/></svg>")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(new PictureSize(1501, 30), PictureReader.probe(svg));
        assertTrue(PictureFormat.ofName("A.TIFF").isPresent() && PictureFormat.ofName("A.GIF").isPresent());
    }

    @Test
    void recipesWrittenInOneCountryAreReadInAnother() {
        Recipe recipe = Recipe.of(List.of(new Step("upscale", "upscale-x2", "ab", Map.of("strength", 0.1875), null)));
        for (String writer : new String[] {"fa-IR", "de-DE", "ar-EG", "th-TH-u-nu-thai"}) {
            Locale.setDefault(Locale.forLanguageTag(writer));
            String json = recipe.toJson();
            Locale.setDefault(Locale.US);
            assertEquals(recipe.toJson(), json, writer);
            assertEquals(recipe.steps(), Recipe.parse(json).orElseThrow().steps());
        }
    }
}
