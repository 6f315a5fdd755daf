package studio.kintsugi.imaging.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.metrics.ChannelHistogram.Channel;

/** Counts of the values of channels. */
class ChannelHistogramTest {
    @Test
    void eachChannelIsCountedByItselfAndTransparentPixelsNotAtAll() {
        ChannelHistogram h = ChannelHistogram.of(new int[] {0xff102030, 0xff1020ff, 0x00ffffff, 0xff000000,
            0xffffffff});
        assertEquals(2, h.count(Channel.RED, 0x10));
        assertEquals(2, h.count(Channel.BLUE, 255));
        assertEquals(1, h.count(Channel.BLUE, 0x30));
        assertEquals(0.25, h.black());
        assertEquals(0.25, h.white());
        assertEquals((16 + 16 + 0 + 255) / 4.0 / 255, h.mean(Channel.RED), 1e-12);
        assertEquals(2, h.highest(), "the ends are left out");
    }

    @Test
    void noPixelsGiveZeros() {
        ChannelHistogram h = ChannelHistogram.of(new int[0]);
        assertEquals(0, h.mean(Channel.GREEN));
        assertEquals(0, h.white());
        assertEquals(1, h.highest());
    }
}
