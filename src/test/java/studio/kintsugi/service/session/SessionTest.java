package studio.kintsugi.service.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.TestPictures;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;

class SessionTest {
    private static final Step DENOISE = new Step("denoise", "m", "hash", Map.of("tile", 512), Mask.WHOLE)
            .withStrength(0.4);
    private static final Step DEBLUR = new Step("deblur", "n", "hash", Map.of());

    @TempDir
    private Path root;

    private static WorkState state(List<Step> saved, Step... steps) {
        History history = History.EMPTY;
        for (Step step : steps) {
            history = history.with(step);
        }
        return new WorkState(Path.of("photo.jpg"), false, history,
                saved.isEmpty() ? Optional.empty() : Optional.of(Path.of("saved.png")), saved, PictureInfo.SRGB_8);
    }

    private static Picture result() {
        Picture picture = TestPictures.noisy(40, 30);
        float[] alpha = new float[40 * 30];
        alpha[7] = 0.3f;
        picture.plane(1)[3] = 1.75f;
        return new Picture(40, 30, new float[][] {picture.plane(0), picture.plane(1), picture.plane(2)}, alpha,
                PictureInfo.SRGB_8);
    }

    private static void put(KeptWork kept, Step... steps) throws Exception {
        for (int n = 1; n <= steps.length; n++) {
            kept.putResult(List.of(steps).subList(0, n), result());
        }
        kept.write(state(List.of(), steps));
    }

    @Test
    void whatAProgramLeftIsOfferedByTheNextBitByBit() throws Exception {
        try (Session first = new Session(root)) {
            put(first.keep(), DENOISE, DEBLUR);
            try (Session second = new Session(root)) {
                assertEquals(List.of(), second.left(), "a program that runs has left nothing");
            }
        }
        try (Session second = new Session(root)) {
            LeftWork left = second.left().getFirst();
            assertEquals(List.of(DENOISE, DEBLUR), left.state().history().steps());
            Picture read = left.kept().result(List.of(DENOISE.withStrength(1)), PictureInfo.SRGB_8).orElseThrow();
            for (int c = 0; c < Picture.CHANNELS; c++) {
                assertArrayEquals(result().plane(c), read.plane(c));
            }
            assertArrayEquals(result().alpha().orElseThrow(), read.alpha().orElseThrow());
            assertTrue(left.kept().hasResult(List.of(DENOISE, DEBLUR)));
            assertFalse(left.kept().hasResult(List.of(DENOISE.withStrength(0.5), DEBLUR)), "of another input");
        }
        try (Session third = new Session(root)) {
            assertEquals(1, third.left().size(), "what was neither brought back nor discarded is offered again");
        }
    }

    @Test
    void whatIsSavedOrEndedIsNotOffered() throws Exception {
        try (Session first = new Session(root)) {
            KeptWork saved = first.keep();
            put(saved, DENOISE);
            saved.write(state(List.of(DENOISE), DENOISE));
            put(first.keep(), DEBLUR);
        }
        try (Session second = new Session(root)) {
            List<LeftWork> left = second.left();
            assertEquals(List.of(DEBLUR), left.getFirst().state().history().steps());
            assertEquals(1, left.size());
            left.getFirst().kept().delete();
            put(second.keep(), DENOISE);
            second.end();
        }
        try (Session third = new Session(root); Stream<Path> files = Files.walk(root)) {
            assertEquals(List.of(), third.left());
            assertEquals(List.of(), files.filter(f -> f.toString().endsWith(".planes")).toList());
        }
    }

    @Test
    void onlyWholeFilesCount() throws Exception {
        Path folder;
        try (Session first = new Session(root)) {
            KeptWork kept = first.keep();
            put(kept, DENOISE);
            folder = kept.folder();
        }
        Files.write(folder.resolve(".kintsugi-0.part"), new byte[100]);
        try (Session second = new Session(root)) {
            KeptWork kept = second.left().getFirst().kept();
            assertFalse(Files.exists(folder.resolve(".kintsugi-0.part")));
            Path planes;
            try (Stream<Path> files = Files.list(folder)) {
                planes = files.filter(f -> f.toString().endsWith(".planes")).findFirst().orElseThrow();
            }
            Files.write(planes, new byte[1000]);
            assertEquals(Optional.empty(), kept.result(List.of(DENOISE), PictureInfo.SRGB_8));
        }
    }

    @Test
    void whatAnUndoMightWantGoesFirstAndWhatIsNeededNever() throws Exception {
        long one = PlanesFile.bytes(result());
        try (Session session = new Session(root, 3 * one)) {
            KeptWork kept = session.keep();
            put(kept, DENOISE);
            put(kept, DEBLUR);
            put(kept, DEBLUR, DENOISE);
            assertFalse(kept.hasResult(List.of(DENOISE)));
            assertTrue(kept.hasResult(List.of(DEBLUR)));
            assertTrue(kept.hasResult(List.of(DEBLUR, DENOISE)));
            KintsugiException full = assertThrows(KintsugiException.class, () -> put(session.keep(), DENOISE));
            assertTrue(full.getMessage().contains("no room"), full.getMessage());
        }
    }

    @Test
    void aPictureThatWasMadeIsKeptWithItsPixels() throws Exception {
        try (Session session = new Session(root)) {
            KeptWork kept = session.keep();
            Picture made = TestPictures.clean(20, 10);
            kept.putOpened(made);
            assertTrue(kept.hasOpened());
            Picture read = kept.opened(BitDepth.EIGHT, false);
            assertArrayEquals(made.plane(0), read.plane(0));
            assertEquals(BitDepth.EIGHT, read.info().depth());
        }
    }
}
