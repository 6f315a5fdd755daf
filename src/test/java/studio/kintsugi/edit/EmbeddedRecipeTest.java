package studio.kintsugi.edit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;

/** The recipe is saved in the file's XMP, and other XMP is kept. */
class EmbeddedRecipeTest {
    private static final Step DENOISE = new Step("denoise", "denoise", "ab12", Map.of("strength", 0.5));
    private static final Step DEBLUR = new Step("deblur", "net-<g> & \"co\"", "", Map.of("strength", 1.0));
    private static final String FOREIGN = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <r:Description r:about="uuid:1" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Rating="4"
             xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><r:Seq><r:li>Zoë</r:li></r:Seq></dc:creator>
            </r:Description></r:RDF></x:xmpmeta>
            <?xpacket end="w"?>""";

    @TempDir
    private Path folder;

    private static Picture picture(String xmp) {
        Metadata metadata = xmp == null ? Metadata.NONE
                : Metadata.NONE.withXmp(xmp.getBytes(StandardCharsets.UTF_8));
        return Picture.of(2, 2, new float[3][4]).withInfo(PictureInfo.SRGB_8.withMetadata(metadata));
    }

    private static String xmp(Picture picture) {
        return new String(picture.info().metadata().xmp().orElseThrow(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.jpg", "a.tif"})
    void aSavedFileTellsWhatWasDone(String name) throws Exception {
        PictureWriter.write(EmbeddedRecipe.add(picture(FOREIGN), List.of(DENOISE, DEBLUR)), folder.resolve(name),
                WriteOptions.DEFAULT);
        Picture read = PictureReader.read(folder.resolve(name));
        assertEquals(List.of(DENOISE, DEBLUR), EmbeddedRecipe.of(read).orElseThrow().steps());
    }

    @Test
    void otherXmpStays() {
        String after = xmp(EmbeddedRecipe.add(picture(FOREIGN), List.of(DENOISE)));
        assertTrue(after.contains("xmp:Rating=\"4\""), after);
        assertTrue(after.contains("<r:li>Zoë</r:li>"), after);
        assertTrue(after.contains("<?xpacket begin=") && after.contains("<?xpacket end=\"w\"?>"), after);
        assertEquals(2, after.split("about=\"uuid:1\"", -1).length - 1, after);
        assertTrue(after.contains("xmlns:kintsugi=\"" + XmpPacket.NAMESPACE + "\""), after);
    }

    @Test
    void aSecondStepIsAddedToTheRecipe() {
        Picture once = EmbeddedRecipe.add(picture(FOREIGN), List.of(DENOISE));
        Picture twice = EmbeddedRecipe.add(once, List.of(DEBLUR));
        assertEquals(List.of(DENOISE, DEBLUR), EmbeddedRecipe.of(twice).orElseThrow().steps());
        assertEquals(2, xmp(twice).split("kintsugi:Recipe", -1).length - 1, xmp(twice));
        assertTrue(xmp(twice).contains("Zoë"));
    }

    @Test
    void aRecipeThatAnotherProgramMadeAnAttributeIsRead() {
        String written = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
                + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\""
                + " xmlns:k=\"" + XmpPacket.NAMESPACE + "\" k:Recipe='" + Recipe.of(List.of(DENOISE)).toJson()
                + "'/></rdf:RDF></x:xmpmeta>";
        assertEquals(List.of(DENOISE), EmbeddedRecipe.of(picture(written)).orElseThrow().steps());
        assertFalse(xmp(EmbeddedRecipe.add(picture(written), List.of(DEBLUR))).contains("k:Recipe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no XML", "<a/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"})
    void xmpThatCannotBeUnderstoodIsLeftAlone(String xmp) {
        Picture done = EmbeddedRecipe.add(picture(xmp), List.of(DENOISE));
        assertArrayEquals(xmp.getBytes(StandardCharsets.UTF_8), done.info().metadata().xmp().orElseThrow());
        assertEquals(1, done.info().notes().size(), "and that is told");
    }

    @Test
    void noStepsLeaveThePictureAsItIs() {
        Picture picture = picture(null);
        assertSame(picture, EmbeddedRecipe.add(picture, List.of()));
        assertTrue(EmbeddedRecipe.of(picture).isEmpty());
        assertTrue(Recipe.parse("{\"version\":7,\"steps\":[]}").isEmpty());
        assertTrue(Recipe.parse("{").isEmpty());
        assertTrue(Recipe.parse("{\"version\":1}").isEmpty());
    }

    @Test
    void aRecipeThatCanNotBeKeptIsTold() throws Exception {
        Picture damaged = picture("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><broken");
        Picture done = EmbeddedRecipe.add(EmbeddedRecipe.add(damaged, List.of(DENOISE)), List.of(DEBLUR));
        assertEquals(damaged.info().metadata(), done.info().metadata());
        List<String> told = PictureWriter.write(done, folder.resolve("a.png"), WriteOptions.DEFAULT);
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.getFirst().contains("XMP is damaged"), told.getFirst());
    }
}
