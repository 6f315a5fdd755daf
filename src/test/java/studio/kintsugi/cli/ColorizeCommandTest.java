package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.colorize.ColoringPage;

/** The command with files, and a model that was never trained. */
class ColorizeCommandTest {
    @RegisterExtension
    final CommandLineRunner kintsugi = CommandLineRunner.withoutRestoring();

    @TempDir
    Path folder;
    private Path model;
    private Path sketch;
    private Path reference;

    @BeforeEach
    void writeFiles() throws Exception {
        model = ColoringPage.model(folder);
        sketch = folder.resolve("sketch.png");
        reference = folder.resolve("reference.png");
        PictureWriter.write(ColoringPage.box(120, 90), sketch, WriteOptions.DEFAULT);
        PictureWriter.write(ColoringPage.halves(64, 64), reference, WriteOptions.DEFAULT);
    }

    private Outcome colorize(Path to, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("colorize", "-i", sketch, "-o", to, "--reference", reference,
                "--model", model, "--threads", "1"));
        arguments.addAll(Arrays.asList(more));
        return kintsugi.run(arguments.toArray());
    }

    @Test
    void writesTheResultAndItsLayers() throws Exception {
        Path hints = folder.resolve("hints.json");
        Files.writeString(hints, "[{\"x\": 60, \"y\": 45, \"color\": \"#d04020\"}]");
        Path result = folder.resolve("coloured.png");
        JsonObject done = colorize(result, "--layers", "--hints", hints, "--json").succeeded().json()
                .getAsJsonArray("done").get(0).getAsJsonObject();
        assertEquals(120, done.get("width").getAsInt());
        Picture picture = PictureReader.read(result);
        assertEquals(0, picture.plane(0)[45 * 120 + 31], "the line at the left of the box");
        assertTrue(PictureReader.read(folder.resolve("coloured-colours.png")).alpha().isPresent());
        try (ZipFile zip = new ZipFile(folder.resolve("coloured.ora").toFile())) {
            ZipEntry first = zip.entries().nextElement();
            assertEquals("mimetype", first.getName());
            assertEquals(ZipEntry.STORED, first.getMethod());
            assertEquals("image/openraster", new String(zip.getInputStream(first).readAllBytes(),
                    StandardCharsets.US_ASCII));
            String stack = new String(zip.getInputStream(zip.getEntry("stack.xml")).readAllBytes(),
                    StandardCharsets.UTF_8);
            assertTrue(stack.indexOf("\"Lines\"") < stack.indexOf("\"Colours\""), stack);
            Path merged = folder.resolve("merged.png");
            Files.copy(zip.getInputStream(zip.getEntry("mergedimage.png")), merged);
            assertEquals(120, PictureReader.read(merged).width());
        }
    }

    @Test
    void aPhotoIsTurnedIntoLinesFirst() throws Exception {
        sketch = reference;
        colorize(folder.resolve("out.png"), "--line-art").succeeded();
        assertEquals(64, PictureReader.read(folder.resolve("out.png")).width());
    }

    @Test
    void mistakesAreSaidInASentence() throws Exception {
        colorize(reference).assertRefused("Originals are never overwritten");
        colorize(folder.resolve("a.png"), "--weight", "1", "2").assertRefused("1 references and 2 weights");
        Path hints = Files.writeString(folder.resolve("hints.json"), "{\"x\": 1}");
        colorize(folder.resolve("a.png"), "--hints", hints).assertRefused("holds no hints");
        assertTrue(Files.notExists(folder.resolve("a.png")));
    }
}
