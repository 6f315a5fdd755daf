package studio.kintsugi.training.picturetext;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.models.shape.drawn.KindsFile;
import studio.kintsugi.models.shape.drawn.Mesh;
import studio.kintsugi.models.shape.drawn.ObjectKind;
import studio.kintsugi.models.shape.look.Material;
import studio.kintsugi.models.shape.look.NamedColor;

class ObjectPicturesTest {
    private static final int SIDE = 64;
    private final List<ObjectKind> kinds = KindsFile.read();

    @Test
    void knowsManyKindsEachByOneName() {
        assertTrue(kinds.size() >= 150, kinds.size() + " kinds");
        Set<String> names = new HashSet<>();
        kinds.forEach(k -> k.names().forEach(n -> assertTrue(names.add(n), n + " is there twice")));
    }

    /** The words of captions are those that the built-in model has learnt. */
    @Test
    void coloursAndMaterialsGoByTheNamesInTheBuiltInModelsCard() throws Exception {
        try (Reader card = new InputStreamReader(
                getClass().getResourceAsStream("/models/objects/card.json"), StandardCharsets.UTF_8)) {
            JsonObject known = JsonParser.parseReader(card).getAsJsonObject().getAsJsonObject("hyperParameters");
            assertEquals(known.getAsJsonArray("colours").asList().stream().map(JsonElement::getAsString).toList(),
                    ObjectPictures.colors());
            assertEquals(known.getAsJsonArray("materials").asList().stream().map(JsonElement::getAsString).toList(),
                    ObjectPictures.materials());
        }
    }

    @Test
    void everyKindFillsSomeOfThePicture() {
        Rasterizer rasterizer = new Rasterizer(SIDE);
        for (ObjectKind k : kinds) {
            float[] picture = rasterizer.draw(k.meshes().getFirst(), new Rasterizer.View(0.6, 0.4, 0, 3.5, 0.95, 0, 0),
                    new Rasterizer.Look(new float[] {1, 0, 0}, 1, Material.PLAIN, 0, 0, new float[] {1, 1, 1}),
                    new Rasterizer.Light(new float[] {0, 1, 0}, 0.5f));
            double opacity = 0;
            for (int i = 3 * SIDE * SIDE; i < picture.length; i++) {
                opacity += picture[i] / (SIDE * SIDE);
            }
            assertTrue(opacity > 0.012 && opacity < 0.8, k.name() + " covers " + opacity);
        }
    }

    @Test
    void aCubeSeenFromTheFrontIsASquareOfItsColor() {
        Mesh cube = KindsFile.kind("cube [red]: box 0 0 0 1 1 1").meshes().getFirst();
        float[] picture = new Rasterizer(SIDE).draw(cube, new Rasterizer.View(0, 0, 0, 100, 0.9, 0, 0),
                new Rasterizer.Look(new float[] {0.5f, 0.25f, 1}, 1, Material.PLAIN, 0, 0, new float[] {1, 1, 1}),
                new Rasterizer.Light(new float[] {0, 0, 1}, 1));
        // the half side of a cube within the unit sphere is 1/√3
        int half = (int) (0.9 * SIDE / 2 / Math.sqrt(3));
        int plane = SIDE * SIDE;
        for (int y = SIDE / 2 - half + 1; y < SIDE / 2 + half - 1; y++) {
            int at = y * SIDE + SIDE / 2 + half - 2;
            assertArrayEquals(new float[] {0.5f, 0.25f, 1, 1}, new float[] {picture[at], picture[plane + at],
                picture[2 * plane + at], picture[3 * plane + at]}, 1e-5f);
        }
        assertEquals(0, picture[3 * plane + SIDE / 2 * SIDE + SIDE / 2 + half + 2]);
    }

    @Test
    void reshapedKindsKeepTheirNamesAndLookOtherwise() {
        List<ObjectKind> reshaped = KindsFile.reshaped(2, 5);
        for (int k = 0; k < kinds.size(); k++) {
            assertEquals(kinds.get(k).names(), reshaped.get(k).names());
            float[] written = kinds.get(k).meshes().getFirst().points();
            float[] first = reshaped.get(k).meshes().get(0).points();
            float[] second = reshaped.get(k).meshes().get(1).points();
            assertEquals(written.length, first.length);
            assertFalse(Arrays.equals(written, first) || Arrays.equals(first, second), kinds.get(k).name());
        }
    }

    @Test
    void othersLearnFromTheFurnitureThatIsKeptOut() {
        Mesh mesh = kinds.getFirst().meshes().getFirst();
        List<Furniture> models = List.of(new Furniture("pouffe", "a", "", mesh, 1),
                new Furniture("pouffe", "a", "", mesh, 2), new Furniture("settle", "a", "", mesh, 3));
        ObjectPictures usual = new ObjectPictures(kinds, models, false);
        ObjectPictures others = new ObjectPictures(kinds, models, true);
        assertEquals(List.of(2), usual.heldOutFurniture().stream().map(ObjectPictures.Item::ownColor).toList());
        assertEquals(2, usual.models());
        assertEquals(List.of(), others.heldOutFurniture());
        assertEquals(1, others.models());
    }

    @Test
    void neverTrainsOnAHeldOutPair() {
        ObjectPictures objects = new ObjectPictures(kinds, List.of(), false);
        Set<ObjectPictures.Pair> heldOut = new HashSet<>(objects.heldOutPairs());
        assertEquals(ObjectPictures.HELD_OUT_PAIRS, heldOut.size());
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            ObjectPictures.Sample s = objects.sample(random);
            if (s.color() >= 0) {
                assertFalse(heldOut.contains(new ObjectPictures.Pair(s.item().kind(),
                        NamedColor.values()[s.color()])), s.item().name());
            }
        }
    }

    @Test
    void captionsThatMayBeTrueAreNotHeldAgainstAPicture() {
        ObjectPictures objects = new ObjectPictures(kinds, List.of(), false);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            ObjectPictures.Sample s = objects.sample(random);
            Caption own = Caption.of(s, objects.kinds().get(s.item().kind()), random);
            assertTrue(own.mayBeTrueOf(s));
            if (own.color() >= 0) {
                assertFalse(own.recolored(random).mayBeTrueOf(s));
            }
            assertFalse(own.ofKind("other", s.item().kind() + 1).mayBeTrueOf(s));
            assertTrue(objects.words().read(own.sentence()).unknown().isEmpty(), own.sentence());
        }
    }
}
