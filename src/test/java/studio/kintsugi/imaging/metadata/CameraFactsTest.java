package studio.kintsugi.imaging.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;

/** What cameras write down, read from EXIF made by hand. */
class CameraFactsTest {
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    /** Writes a block with the camera in its first directory and the exposure in the second. */
    private static byte[] exif() {
        ByteBuffer b = ByteBuffer.allocate(400);
        b.put(new byte[] {'M', 'M', 0, 42}).putInt(8);
        b.putShort((short) 3);
        entry(b, 0x010F, ASCII, 6, 200);
        entry(b, 0x0110, ASCII, 11, 210);
        entry(b, 0x8769, LONG, 1, 60);
        b.putInt(0);
        b.position(60);
        b.putShort((short) 5);
        entry(b, 0x829A, RATIONAL, 1, 240);
        entry(b, 0x829D, RATIONAL, 1, 250);
        entry(b, 0x8827, SHORT, 1, 3200 << 16);
        entry(b, 0x9003, ASCII, 20, 270);
        entry(b, 0xA434, ASCII, 9, 300);
        b.putInt(0);
        text(b, 200, "NIKON");
        text(b, 210, "NIKON D750");
        b.putInt(240, 1).putInt(244, 60).putInt(250, 28).putInt(254, 10);
        text(b, 270, "2024:05:17 09:30:12");
        text(b, 300, "35mm f/2");
        return b.array();
    }

    private static void entry(ByteBuffer b, int tag, int type, int count, int value) {
        b.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
    }

    private static void text(ByteBuffer b, int at, String text) {
        b.position(at);
        b.put((text + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void cameraLensAndExposureAreRead() {
        CameraFacts facts = CameraFacts.of(new Metadata(exif(), null, null));
        assertEquals(Optional.of("NIKON D750"), facts.camera());
        assertEquals(Optional.of("35mm f/2"), facts.lens());
        assertEquals(1.0 / 60, facts.exposure().orElseThrow(), 1e-9);
        assertEquals(2.8, facts.aperture().orElseThrow(), 1e-9);
        assertEquals(3200, facts.sensitivity().orElseThrow());
        assertTrue(facts.focalLength().isEmpty());
        assertEquals(Optional.of(LocalDateTime.of(2024, 5, 17, 9, 30, 12)), facts.taken());
    }

    @Test
    void whatIsDamagedOrMissingIsEmpty() {
        CameraFacts none = CameraFacts.of(Metadata.NONE);
        assertTrue(none.camera().isEmpty() && none.exposure().isEmpty() && none.taken().isEmpty());
        for (int length = 0; length < 320; length++) {
            CameraFacts.of(new Metadata(Arrays.copyOf(exif(), length), null, null));
        }
    }

    @Test
    void aProfileIsCalledAsItCallsItself() {
        assertEquals(Optional.empty(), ProfileName.of(ColorProfile.SRGB));
        assertEquals(Optional.empty(), ProfileName.of(ColorProfile.ofIcc(new byte[200])));
    }
}
