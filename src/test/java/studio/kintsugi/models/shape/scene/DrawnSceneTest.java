package studio.kintsugi.models.shape.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.shape.drawn.Catalog;

/** Sentences become things in their places. */
class DrawnSceneTest {
    private static final int SIDE = 48;
    private static final float INSIDE = 10;

    private static DrawnScene scene(String text) {
        return DrawnScene.of(text, 1).orElseThrow();
    }

    /** Mean colour of the outermost places on vertical lines through the field, between two heights. */
    private static float[] seenFromAbove(VoxelField field, float from, float to) {
        float[] sum = new float[4];
        for (float x = -1; x <= 1; x += 0.05f) {
            for (float z = -1; z <= 1; z += 0.05f) {
                float y = 1;
                while (y > -1 && field.at(x, y, z)[0] < INSIDE) {
                    y -= 0.02f;
                }
                if (y >= from && y <= to) {
                    float[] at = field.at(x, y, z);
                    for (int c = 0; c < 3; c++) {
                        sum[c] += at[c + 1];
                    }
                    sum[3]++;
                }
            }
        }
        return new float[] {sum[0] / sum[3], sum[1] / sum[3], sum[2] / sum[3]};
    }

    private static void assertRed(float[] rgb) {
        assertTrue(rgb[0] > 2 * rgb[1] && rgb[0] > 2 * rgb[2], List.of(rgb[0], rgb[1], rgb[2]).toString());
    }

    @Test
    void thingsAreFoundBySynonymsPluralsAndLongestNames() {
        assertEquals("dog", scene("a photo of two golden retriever puppies").kind());
        assertEquals("slice of pizza", scene("a slice of pizza").kind());
        assertEquals("rocking horse", scene("a wooden rocking horse").kind());
        assertEquals("orange fruit", scene("an orange").kind());
        assertEquals("car", scene("an orange car").kind());
        assertTrue(DrawnScene.of("a quark", 1).isEmpty());
    }

    @Test
    void aSliceIsOfWhatIsSaid() {
        assertEquals("slice of cake", scene("a slice of chocolate cake").kind());
        assertEquals(List.of(), scene("a slice of pepperoni pizza").unknown());
        assertEquals("slice of pizza", scene("a slice of pepperoni pizza").kind());
    }

    /** However it is said, the pot is orange all over and has kept its spout. */
    @Test
    void aThingHasTheFormOfAnother() {
        for (String text : List.of("a pumpkin-shaped teapot", "a teapot in the shape of a pumpkin",
                "a teapot shaped like a pumpkin")) {
            DrawnScene teapot = scene(text);
            assertEquals("teapot", teapot.kind());
            assertEquals(List.of("teapot", "pumpkin"), teapot.arrangement().items().stream().map(Item::kind).toList());
            assertTrue(teapot.arrangement().items().getFirst().has("spout"), text);
        }
        assertEquals(3, scene("a chair shaped like an avocado").arrangement().items().size());
    }

    /** What the guide changed, here the colour of all, is kept, and the grid is finer. */
    @Test
    void aDreamIsDrawnAnewOnAFinerGrid() {
        DrawnScene scene = scene("a red apple");
        float[] raw = scene.field(SIDE).solid().raw().clone();
        for (int i = 0; i < raw.length; i += 4) {
            raw[i + 3] += 2;
        }
        VoxelField fine = scene.refined(VoxelField.of(raw), 2 * SIDE, done -> { }).orElseThrow();
        assertEquals(2 * SIDE, fine.side());
        float[] before = scene.field(2 * SIDE).solid().at(0, 0, 0.3f);
        float[] after = fine.at(0, 0, 0.3f);
        assertTrue(after[3] > before[3] + 0.1f, before[3] + " to " + after[3]);
        assertEquals(before[1], after[1], 0.05f);
        assertTrue(scene.refined(scene("a banana").field(SIDE), 2 * SIDE, done -> { }).isEmpty());
    }

    @Test
    void oarsLieOutOnBothSides() {
        List<Item> items = scene("a rowing boat with two oars").arrangement().items();
        assertEquals(3, items.size());
        assertTrue(items.get(1).box().low()[0] > items.get(2).box().high()[0], "one on the right, one on the left");
        assertTrue(items.get(1).box().size(0) > 3 * items.get(1).box().size(1), "flat");
    }

    @Test
    void whatAChestIsFullOfIsSeen() {
        DrawnScene chest = scene("a treasure chest full of gold");
        assertEquals(List.of(), chest.unknown());
        assertTrue(chest.arrangement().items().getFirst().has("gold"));
    }

    @Test
    void aBirdStandsOnOneLegWhereItIsSaid() {
        float width = scene("a flamingo").arrangement().items().getFirst().box("leg").size(0);
        DrawnScene one = scene("a flamingo standing on one leg");
        assertTrue(one.arrangement().items().getFirst().box("leg").size(0) < width / 2);
        assertEquals(List.of(), one.unknown());
    }

    /** Pale where it faces the light, darker below. */
    @Test
    void glassShines() {
        VoxelField ball = scene("a ball made of glass").field(SIDE);
        float[] above = ball.at(0.42f, 0.66f, 0.52f);
        float[] below = ball.at(0, -0.95f, 0);
        assertTrue(above[1] > below[1] + 0.2f, above[1] + " above and " + below[1] + " below");
    }

    /** What is of glass says so, on a finer grid too, and only there; glass fills what it encloses. */
    @Test
    void glassIsClear() {
        VoxelField ball = scene("a ball made of glass").field(SIDE);
        assertEquals(1, ball.clearnessAt(0, 0, 0));
        assertTrue(scene("a red ball").field(SIDE).clearness().isEmpty());
        assertEquals(1, scene("a wine glass").field(SIDE).clearnessAt(0, -0.2f, 0), "without being told");
        VoxelField globe = scene("a snow globe").field(SIDE);
        float most = 0;
        float least = 1;
        for (float y = 0.9f; y > -0.9f; y -= 0.02f) {
            most = Math.max(most, globe.clearnessAt(0.05f, y, 0));
            least = Math.min(least, globe.clearnessAt(0.05f, y, 0));
        }
        assertEquals(1, most, "above what is in it");
        assertEquals(0, least, "the tree and the snow in it");
        DrawnScene scene = scene("a chess queen made of glass");
        VoxelField fine = scene.refined(scene.field(SIDE).solid(), 2 * SIDE, done -> { }).orElseThrow();
        assertEquals(1, fine.clearnessAt(0, -0.8f, 0));
    }

    @Test
    void partsHaveTheColorsThatAreSaidOfThem() {
        VoxelField house = scene("a small white house with a red roof").field(SIDE);
        assertRed(seenFromAbove(house, 0.1f, 1));
        // the walls show below the roof in front
        float[] wall = new float[3];
        for (float z = 1; z > 0; z -= 0.01f) {
            wall = house.at(0.25f, -0.55f, z);
            if (wall[0] > INSIDE) {
                break;
            }
        }
        assertTrue(wall[1] > 0.7f && wall[2] > 0.7f && wall[3] > 0.7f, "white walls");
    }

    @Test
    void aRoofOfTheWallsUsualColorStandsOut() {
        Item house = scene("a house with a white roof").arrangement().items().getFirst();
        assertTrue(house.color(-1, null, 0, 0, 0)[1] < 0.5f, "walls are not white, too");
    }

    @Test
    void hatsAreOnHeadsAndBasesBelow() {
        List<Item> hat = scene("a purple elephant wearing a crown").arrangement().items();
        assertEquals("crown", hat.get(1).kind());
        assertTrue(hat.get(1).box().low()[1] > hat.get(0).head().middle(1), "on the head");
        assertTrue(hat.get(1).box().width() < hat.get(0).box().width() / 1.5, "no larger than the head");
        List<Item> cat = scene("a cat sitting on a red cushion").arrangement().items();
        assertTrue(cat.get(1).box().middle(1) < cat.get(0).box().low()[1] + 0.2f, "below");
        List<Item> cactus = scene("a cactus in a pot").arrangement().items();
        assertTrue(cactus.get(0).box().low()[1] < cactus.get(1).box().high()[1], "within the pot");
    }

    @Test
    void leavesLieWhereSomethingSitsOnThem() {
        List<Item> frog = scene("a frog sitting on a leaf").arrangement().items();
        Item.Box leaf = frog.get(1).box();
        assertTrue(leaf.size(1) < 0.3f * leaf.size(0) && leaf.size(1) < 0.3f * leaf.size(2), "flat");
        assertTrue(leaf.middle(1) < frog.get(0).box().low()[1] + 0.1f, "below the frog");
    }

    @Test
    void stacksPilesAndPairsAreSeveralThings() {
        List<Item> books = scene("a stack of books").arrangement().items();
        assertEquals(List.of("book", "book", "book", "book"), books.stream().map(Item::kind).toList());
        for (int i = 1; i < books.size(); i++) {
            assertTrue(books.get(i).box().low()[1] > books.get(i - 1).box().middle(1), "on top of one another");
            assertTrue(books.get(i).color() != books.get(i - 1).color(), "each of its own color");
        }
        List<Item> apples = scene("a pile of red apples").arrangement().items();
        assertEquals(4, apples.size());
        assertTrue(apples.get(3).box().low()[1] > apples.get(0).box().middle(1), "one on top");
        assertTrue(apples.stream().allMatch(a -> a.color() == apples.getFirst().color()), "all red");
        assertEquals(2, scene("a pair of sneakers").arrangement().items().size());
        assertEquals(1, scene("a pair of red scissors").arrangement().items().size());
        assertEquals(1, scene("a pair of glasses").arrangement().items().size());
        assertEquals(1, scene("a swing set").arrangement().items().size());
    }

    @Test
    void statuesAreOfStoneUnlessSomethingElseIsSaid() {
        assertEquals("lion", scene("a statue of a lion").kind());
        assertEquals("horse", scene("a golden statue of a horse").kind());
        assertEquals("statue of liberty", scene("the Statue of Liberty").kind());
        float[] seen = seenFromAbove(scene("a golden statue of a horse").field(SIDE), -1, 1);
        assertTrue(seen[0] > seen[2] + 0.2f, "golden");
    }

    @Test
    void whatIsInAVaseStandsOutOfIt() {
        List<Item> vase = scene("a blue vase with sunflowers").arrangement().items();
        assertTrue(vase.get(1).box().high()[1] > vase.get(0).box().high()[1] + 0.1f, "seen above the rim");
        assertTrue(vase.get(1).box().low()[1] < vase.get(0).box().high()[1], "its stem within");
    }

    @Test
    void everyKindAndEverySynonymIsDrawn() {
        for (String name : Catalog.BUILT_IN.names()) {
            Catalog.Drawing drawing = Catalog.BUILT_IN.draw(name, 1);
            assertTrue(drawing.mesh().triangles() > 0 && !drawing.usual().isEmpty(), name);
            assertTrue(DrawnScene.of("a " + name, 1).isPresent(), name);
        }
    }

    @Test
    void everythingFitsIntoTheScene() {
        for (String text : List.of("a bowl of cherries", "a cat and a dog", "a robot holding an umbrella",
                "an armchair shaped like an avocado", "a tall lamp on a table", "three candles")) {
            VoxelField field = scene(text).field(32);
            assertTrue(!field.isEmpty(INSIDE), text);
            for (Item item : scene(text).arrangement().items()) {
                assertTrue(item.box().size(1) > 0, text);
            }
        }
    }

    @Test
    void whatIsMadeOfSomethingIsSoAllOver() {
        VoxelField owl = scene("a golden owl").field(SIDE);
        float[] seen = seenFromAbove(owl, -1, 1);
        assertTrue(seen[0] > seen[2] + 0.2f && seen[1] > seen[2] + 0.1f, "golden");
    }

    @Test
    void wordsThatNothingCanBeMadeOfAreNamed() {
        assertEquals(List.of("blorb"), scene("a blorb teapot with a blue handle").unknown());
        assertEquals(List.of("monocle"), scene("a cat with a monocle").unknown());
        assertEquals(List.of(), scene("a blue vase with white spots").unknown());
    }

    @Test
    void thinSheetsAreSeen() {
        VoxelField umbrella = scene("an umbrella").field(80);
        int hit = 0;
        int rays = 0;
        for (double angle = 0; angle < 2 * Math.PI; angle += 0.1) {
            rays++;
            for (float y = 1; y > -1; y -= 0.01f) {
                if (umbrella.at(0.4f * (float) Math.cos(angle), y, 0.4f * (float) Math.sin(angle))[0] > INSIDE) {
                    hit++;
                    break;
                }
            }
        }
        assertEquals(rays, hit, "no hole in its roof");
    }

    @Test
    void eachSeedHasItsOwnProportionsAndTheSameSeedTheSame() {
        float[] first = scene("a dog").field(24).raw();
        assertTrue(Arrays.equals(first, scene("a dog").field(24).raw()));
        assertTrue(!Arrays.equals(first, DrawnScene.of("a dog", 2).orElseThrow().field(24).raw()));
    }
}
