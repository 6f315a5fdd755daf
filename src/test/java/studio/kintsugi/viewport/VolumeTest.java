package studio.kintsugi.viewport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class VolumeTest {
    @Test
    void blocksKnowHowFarTheNearestMatterIsAndHowDenseTheirOwn() {
        int n = 17;
        float[] values = new float[4 * n * n * n];
        // in the middle of block (1, 2, 0)
        values[4 * ((2 * n + 10) * n + 6)] = 1;
        Volume volume = new Volume(n, 1, values);
        float[] blocks = volume.blocksOfCells();
        for (int i = 0; i < blocks.length / 2; i++) {
            int expected = Math.max(Math.max(Math.abs(i % 4 - 1), Math.abs(i / 4 % 4 - 2)), i / 16);
            assertEquals(expected, blocks[2 * i], "block " + i);
            assertEquals(expected == 0 ? 1 : 0, blocks[2 * i + 1], "block " + i);
        }
    }
}
