package studio.kintsugi.viewport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VolumeTest {
    @Test
    void blocksKnowHowFarTheNearestMatterIs() {
        int n = 17;
        float[] values = new float[4 * n * n * n];
        // in the middle of block (1, 2, 0)
        values[4 * ((2 * n + 10) * n + 6)] = 1;
        Volume volume = new Volume(n, 1, values);
        float[] distances = volume.blockDistances();
        for (int i = 0; i < distances.length; i++) {
            int expected = Math.max(Math.max(Math.abs(i % 4 - 1), Math.abs(i / 4 % 4 - 2)), i / 16);
            assertEquals(expected, distances[i], "block " + i);
        }
    }
}
