package studio.kintsugi.service.restoration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.store.ModelStore;

class StreamTest {
    private static final int WIDTH = 75;
    private static final int HEIGHT = 90;
    private static final int TILE = 32;

    @TempDir
    private Path folder;

    @Test
    void aPictureOfTheSameSizeIsTheSameRowByRow() throws Exception {
        SplittableRandom random = new SplittableRandom(2);
        float[][] planes = new float[Picture.CHANNELS + 1][WIDTH * HEIGHT];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] = (float) random.nextDouble();
            }
        }
        Picture input = new Picture(WIDTH, HEIGHT, new float[][] {planes[0], planes[1], planes[2]}, planes[3],
                PictureInfo.SRGB_8);
        Step step = new Step("denoise", "denoise-fast", "", Map.of());
        try (InferenceService service = new LocalInferenceService(new ModelStore(folder),
                BuiltInArchitectures.all(), ComputeDevice.processor())) {
            Picture whole = service.run(input, step, new RunOptions(null, false, TILE), JobListener.none()).await()
                    .picture();
            double worst = service.stream(input, step, TILE, rows -> {
                float[][] row = new float[Picture.CHANNELS + 1][WIDTH];
                double difference = 0;
                for (int y = 0; y < HEIGHT; y++) {
                    rows.row(y, row);
                    for (int x = 0; x < WIDTH; x++) {
                        for (int c = 0; c < Picture.CHANNELS; c++) {
                            difference = Math.max(difference, Math.abs(row[c][x] - whole.plane(c)[y * WIDTH + x]));
                        }
                        difference = Math.max(difference, Math.abs(row[3][x] - planes[3][y * WIDTH + x]));
                    }
                }
                return difference;
            }, JobListener.none()).await();
            assertTrue(worst < 1e-5, "worst difference " + worst);
        }
    }

    @Test
    void aGrayPictureStaysGrayWholeAndRowByRow() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        float[] plane = new float[WIDTH * HEIGHT];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (float) random.nextDouble();
        }
        PictureInfo gray = new PictureInfo(PictureInfo.SRGB_8.depth(), true, PictureInfo.SRGB_8.profile(),
                PictureInfo.SRGB_8.metadata());
        Picture input = new Picture(WIDTH, HEIGHT, new float[][] {plane, plane, plane}, null, gray);
        Step step = new Step("denoise", "denoise-fast", "", Map.of());
        try (InferenceService service = new LocalInferenceService(new ModelStore(folder),
                BuiltInArchitectures.all(), ComputeDevice.processor())) {
            Picture whole = service.run(input, step, new RunOptions(null, false, TILE), JobListener.none()).await()
                    .picture();
            assertTrue(whole.isGray());
            assertFalse(Arrays.equals(plane, whole.plane(0)));
            List<float[][]> read = service.stream(input, step, TILE, rows -> {
                assertTrue(rows.isGray());
                List<float[][]> out = new ArrayList<>();
                for (int y = 0; y < HEIGHT; y++) {
                    float[][] row = new float[Picture.CHANNELS][WIDTH];
                    rows.row(y, row);
                    out.add(row);
                }
                return out;
            }, JobListener.none()).await();
            for (int y = 0; y < HEIGHT; y++) {
                assertArrayEquals(read.get(y)[0], read.get(y)[1]);
                assertArrayEquals(read.get(y)[0], read.get(y)[2]);
                assertArrayEquals(Arrays.copyOfRange(whole.plane(0), y * WIDTH, (y + 1) * WIDTH), read.get(y)[0],
                        1e-5f);
            }
        }
    }

    @Test
    void bandsAreMadeBeforeTheyAreReadAndNoMoreThanOneAhead() throws Exception {
        Picture input = black();
        AtomicInteger made = new AtomicInteger();
        List<Integer> seen = new ArrayList<>();
        StreamedPicture.read(input, 1, TILE, rows -> {
            made.incrementAndGet();
            return input.crop(rows);
        }, rows -> {
            float[][] row = new float[Picture.CHANNELS][WIDTH];
            for (int y = 0; y < HEIGHT; y++) {
                rows.row(y, row);
                seen.add(made.get() - y / TILE);
            }
            return null;
        });
        assertEquals(3, made.get());
        assertTrue(seen.stream().allMatch(ahead -> ahead >= 1 && ahead <= 2), seen.toString());
    }

    @Test
    void whatFailsInTheMakingIsSaidOnceTheReaderHasEnded() {
        Picture input = black();
        AtomicBoolean ended = new AtomicBoolean();
        KintsugiException failure = assertThrows(KintsugiException.class, () -> StreamedPicture.read(input, 1, TILE,
                rows -> {
                    if (rows.y() > 0) {
                        throw new KintsugiException("no memory");
                    }
                    return input.crop(rows);
                }, rows -> {
                    try {
                        return all(rows);
                    } finally {
                        ended.set(true);
                    }
                }));
        assertEquals("no memory", failure.getMessage());
        assertTrue(ended.get());
    }

    @Test
    void nothingMoreIsMadeForAReaderThatFailed() {
        Picture input = black();
        AtomicInteger made = new AtomicInteger();
        IOException failure = assertThrows(IOException.class, () -> StreamedPicture.read(input, 1, 1, rows -> {
            made.incrementAndGet();
            return input.crop(rows);
        }, rows -> {
            throw new IOException("disk full");
        }));
        assertEquals("disk full", failure.getMessage());
        assertTrue(made.get() < HEIGHT, made + " bands");
    }

    private static Picture black() {
        return Picture.of(WIDTH, HEIGHT, new float[Picture.CHANNELS][WIDTH * HEIGHT]);
    }

    private static Void all(RowSource rows) throws IOException {
        float[][] row = new float[Picture.CHANNELS][WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            rows.row(y, row);
        }
        return null;
    }
}
