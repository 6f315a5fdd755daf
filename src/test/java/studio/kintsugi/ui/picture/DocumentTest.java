package studio.kintsugi.ui.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import studio.kintsugi.TestPictures;
import studio.kintsugi.edit.Mask;
import studio.kintsugi.edit.MaskShape;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;

/** The history of an open picture: what a change makes to be computed again, and what undo takes back. */
class DocumentTest {
    private static final Step DENOISE = new Step("denoise", "denoise", "", Map.of("strength", 1));
    private static final Step DEBLUR = new Step("deblur", "deblur", "", Map.of("strength", 1));

    private final Picture opened = TestPictures.noisy(8, 6);
    private final Document document = new Document(Path.of("photo.png"), opened);

    /** Computes everything that is missing: each step gives another picture. Counts the steps. */
    private int compute() {
        int count = 0;
        for (var next = document.pending(); next.isPresent(); next = document.pending()) {
            Picture source = next.get().base().map(Edit::result).orElse(opened);
            document.computed(next.get().steps(), source, source, TestPictures.clean(8, 6));
            count++;
        }
        return count;
    }

    private void addBoth() {
        document.add(DENOISE);
        document.add(DEBLUR);
        assertEquals(2, compute());
    }

    @Test
    void strengthAndMaskOfTheLastStepNeedNoComputing() {
        addBoth();
        document.setStrength(2, 0.4, 1);
        document.setMask(2, document.history().entry(2).orElseThrow().step()
                .withMask(Mask.WHOLE.with(MaskShape.radial(0.5, 0.5, 0.3, 0.5, false))));
        assertEquals(0, compute());
        assertEquals(0.4, document.edit().orElseThrow().strength());
        assertEquals(opened.plane(0)[0], document.edit(1).orElseThrow().source().plane(0)[0]);
    }

    @Test
    void whatComesAfterAChangeIsComputedAgainAndWhatHoldsIsNot() {
        addBoth();
        document.setStrength(1, 0.5, 1);
        assertEquals(List.of("deblur"), document.pending().stream().map(p -> p.step().tool()).toList());
        assertEquals(0.5, document.pending().orElseThrow().base().orElseThrow().strength());
        assertEquals(1, compute());
        document.setEnabled(1, false);
        assertEquals(1, compute(), "deblur of the opened picture");
        document.setEnabled(1, true);
        assertEquals(0, compute(), "as it was before");
        document.move(2, -1);
        assertEquals(List.of("deblur", "denoise"), document.steps().stream().map(Step::tool).toList());
        assertEquals(1, compute(), "denoise after deblur; deblur alone is known");
        document.remove(2);
        assertEquals(0, compute(), "denoise alone is known");
    }

    @Test
    void undoTakesBackOneThingAtATimeAndSaysWhich() {
        addBoth();
        document.setStrength(2, 0.8, 7);
        document.setStrength(2, 0.6, 7);
        document.setStrength(2, 0.5, 8);
        assertEquals(Optional.of("strength of Deblur"), document.undoName());
        document.undo();
        assertEquals(0.6, document.edit().orElseThrow().strength());
        document.undo();
        assertEquals(1, document.edit().orElseThrow().strength());
        assertEquals(Optional.of("Deblur"), document.undoName());
        assertEquals(Optional.of("strength of Deblur"), document.redoName());
        document.redo();
        assertEquals(0.6, document.edit().orElseThrow().strength());
        document.undo();
        document.undo();
        document.undo();
        assertFalse(document.canUndo());
        assertTrue(document.edit().isEmpty());
        assertSame(opened, document.opened());
        document.addPreset("Soft", List.of(DENOISE, DEBLUR));
        assertEquals(Optional.of("preset Soft"), document.undoName());
        document.undo();
        assertEquals(List.of(), document.steps());
    }

    @Test
    void whatCannotBeMadeIsTakenBack() {
        addBoth();
        document.setEnabled(1, false);
        document.giveUp(document.pending().orElseThrow().steps());
        assertEquals(List.of(DENOISE, DEBLUR), document.steps());
        assertTrue(document.pending().isEmpty());
    }

    @Test
    void itIsUnsavedUntilItsStepsAreSaved() {
        assertFalse(document.isUnsaved());
        addBoth();
        assertTrue(document.isUnsaved());
        document.saved(Path.of("other.png"), document.steps());
        assertFalse(document.isUnsaved());
        document.setStrength(2, 0.3, 1);
        assertTrue(document.isUnsaved());
        document.undo();
        assertFalse(document.isUnsaved());
    }

    @Test
    void resultsThatTakeTooMuchMemoryAreDroppedTheOldestFirst() {
        ResultCache cache = new ResultCache(3 * 2 * 8 * 6 * 12);
        Edit edit = new Edit(opened, opened, opened, DENOISE, null);
        for (int i = 0; i < 5; i++) {
            cache.put(List.of(DENOISE.with("n", i)), edit);
        }
        assertTrue(cache.get(List.of(DENOISE.with("n", 1))).isEmpty());
        assertTrue(cache.get(List.of(DENOISE.with("n", 2))).isPresent());
        assertTrue(cache.get(List.of(DENOISE.with("n", 4))).isPresent());
    }
}
