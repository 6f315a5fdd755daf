package studio.kintsugi.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.checkpoint.StateDict;

class RewordingTest {
    private static final int WIDTH = 8;
    private static final String ROWS = "token_embedding.weight";
    private static final Vocabulary BEFORE = new Vocabulary(List.of("apple", "chair", "red"));
    private static final Vocabulary NOW = new Vocabulary(List.of("anchor", "chair", "lamp", "red"));

    private final StateDict trained = CompactClip.initialWeights(3, WIDTH, new SplittableRandom(1));
    private final StateDict fresh = CompactClip.initialWeights(4, WIDTH, new SplittableRandom(2));

    @Test
    void wordsThatBothKnowKeepTheirRowsAndTheOthersBeginAnew() {
        StateDict out = CompactClip.reworded(trained, BEFORE, fresh, NOW);
        assertArrayEquals(row(fresh, 0), row(out, 0));
        assertArrayEquals(row(trained, 1), row(out, 1));
        assertArrayEquals(row(fresh, 2), row(out, 2));
        assertArrayEquals(row(trained, 2), row(out, 3));
        assertEquals(trained.get("visual.proj"), out.get("visual.proj"));
    }

    @Test
    void weightsOfOtherWordsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> CompactClip.reworded(fresh, BEFORE, fresh, NOW));
    }

    private static float[] row(StateDict weights, int i) {
        return Arrays.copyOfRange(weights.get(ROWS).toFloats(), i * WIDTH, (i + 1) * WIDTH);
    }
}
