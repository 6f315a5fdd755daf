package studio.kintsugi.service.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.network.CalibrationSampling;

/** Pieces that stand for a picture. */
class CalibrationRegionsTest {
    private static final CalibrationSampling DETAILED = new CalibrationSampling(64, 2, true);

    @Test
    void aSmallPictureIsTakenWhole() {
        assertEquals(List.of(new Region(0, 0, 100, 100)),
                CalibrationRegions.of(striped(100, 100, 0), CalibrationSampling.EVEN));
    }

    @Test
    void evenPiecesAreSpreadOverThePicture() {
        List<Region> pieces = CalibrationRegions.of(striped(1000, 700, 0), CalibrationSampling.EVEN);
        assertEquals(CalibrationSampling.EVEN.count(), pieces.size());
        assertEquals(new Region(140, 90, 160, 160), pieces.getFirst());
    }

    @Test
    void detailedPiecesLieWhereTheEdgesAre() {
        Picture picture = striped(400, 300, 260);
        List<Region> pieces = CalibrationRegions.of(picture, DETAILED);
        assertEquals(DETAILED.count(), pieces.size());
        for (Region piece : pieces) {
            assertTrue(piece.x() >= 200 && piece.x() + piece.width() <= 400, piece.toString());
            assertEquals(64, piece.width());
            assertTrue(pieces.stream().allMatch(p -> p == piece || p.intersect(piece).area() == 0));
        }
    }

    @Test
    void aNarrowPictureIsSampledAllTheSame() {
        List<Region> pieces = CalibrationRegions.of(striped(2000, 30, 0), DETAILED);
        assertEquals(DETAILED.count(), pieces.size());
        assertEquals(30, pieces.getFirst().height());
    }

    /** Even up to column {@code from}, then a stripe every few pixels. */
    private static Picture striped(int w, int h, int from) {
        float[][] planes = new float[Picture.CHANNELS][w * h];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = i % w >= from && i % w % 6 < 3 ? 0.8f : 0.2f;
            }
        }
        return Picture.of(w, h, planes);
    }
}
