package studio.kintsugi.models.shape.drawn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.models.shape.look.NamedColor;

/** The inside of meshes. */
class SolidTest {
    private static Solid solid(String parts) {
        return new Solid(KindsFile.kind("thing [red]: " + parts).meshes().getFirst());
    }

    @Test
    void aBoxIsInsideUpToItsFaces() {
        Solid box = solid("box 0 0 0 1 1 1");
        float half = (float) (1 / Math.sqrt(3));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 20_000; i++) {
            float[] p = {random.nextFloat() * 2 - 1, random.nextFloat() * 2 - 1, random.nextFloat() * 2 - 1};
            float beyond = Math.max(Math.abs(p[0]), Math.max(Math.abs(p[1]), Math.abs(p[2]))) - half;
            if (Math.abs(beyond) > 0.09f) {
                assertEquals(beyond < 0, box.inside(p[0], p[1], p[2]), "at " + p[0] + ", " + p[1] + ", " + p[2]);
            }
        }
    }

    @Test
    void thinLegsReachTheGroundAndTheSpaceBetweenThemIsEmpty() {
        Solid table = solid("box 0 .5 0 1 .06 .7; post .85 .55 .04 -.5 .5 ~xz");
        float scale = (float) (1 / Math.sqrt(1 + 0.53 * 0.53 + 0.7 * 0.7));
        for (float y = -0.45f; y < 0.45f; y += 0.05f) {
            // the middle of the box is at height 0.03
            assertTrue(table.inside(0.85f * scale, (y - 0.03f) * scale, 0.55f * scale), "leg at height " + y);
            if (y < 0.3f) {
                assertFalse(table.inside(0, (y - 0.03f) * scale, 0), "below the top at height " + y);
            }
        }
    }

    @Test
    void partsKeepTheirColors() {
        Solid two = solid("box 0 -.5 0 .5 .5 .5; @blue box 0 .5 0 .5 .5 .5");
        assertEquals(Mesh.MAIN, two.color(0, -0.4f, 0));
        assertEquals(NamedColor.BLUE.rgb() & 0xFFFFFF, two.color(0, 0.4f, 0) & 0xFFFFFF);
    }
}
