package studio.kintsugi.ui.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Region;

/** The frame of a crop, the steps it becomes, and sizes on paper. */
class CropFrameTest {
    private static final double TINY = 1e-9;

    @Test
    void whateverIsDraggedTheFrameStaysInsideAndKeepsItsShape() {
        SplittableRandom random = new SplittableRandom(7);
        for (double shape : new double[] {0, 0.4, 1, 1.7}) {
            CropFrame frame = CropFrame.WHOLE.withShape(shape);
            for (int i = 0; i < 2000; i++) {
                frame = switch (i % 3) {
                    case 0 -> frame.drag(random.nextInt(3) - 1, random.nextInt(3) - 1, 2 * random.nextDouble() - 0.5,
                            2 * random.nextDouble() - 0.5);
                    case 1 -> frame.move(random.nextDouble() - 0.5, random.nextDouble() - 0.5);
                    default -> frame.withShape(shape);
                };
                assertTrue(frame.left() >= 0 && frame.top() >= 0 && frame.right() <= 1 + TINY
                        && frame.bottom() <= 1 + TINY && frame.width() > 0 && frame.height() > 0, frame.toString());
                assertTrue(shape == 0 || Math.abs(frame.width() / frame.height() / shape - 1) < 1e-6, frame.toString());
            }
        }
    }

    @Test
    void theOppositeCornerStays() {
        CropFrame frame = new CropFrame(0.2, 0.2, 0.4, 0.4, 1).drag(-1, -1, 0.1, 0.15);
        assertEquals(0.6, frame.right(), TINY);
        assertEquals(0.6, frame.bottom(), TINY);
        assertEquals(0.5, frame.width(), TINY);
    }

    @Test
    void straightenAndCropAreOneOrTwoStepsAndAreFoundAgain() {
        History before = History.EMPTY.with(new Step("denoise", Map.of()));
        CropSteps none = CropSteps.last(before);
        CropFrame frame = new CropFrame(0.1, 0.2, 0.5, 0.5, 0);
        History both = none.with(before, 3, frame);
        assertEquals(List.of("denoise", "straighten", "crop"), both.steps().stream().map(Step::tool).toList());
        CropSteps found = CropSteps.last(both);
        assertEquals(3, found.angle());
        assertEquals(frame, found.frame());
        assertEquals(1, found.before(both));
        History crop = found.with(both, 0, frame);
        assertEquals(List.of("denoise", "crop"), crop.steps().stream().map(Step::tool).toList());
        History again = CropSteps.last(crop).with(crop, -2, frame);
        assertEquals(List.of("denoise", "straighten", "crop"), again.steps().stream().map(Step::tool).toList());
        assertEquals(before, CropSteps.last(again).with(again, 0, CropFrame.WHOLE));
        History later = both.with(new Step("deblur", Map.of()));
        assertEquals(4, CropSteps.last(later).place());
        assertEquals(1, CropSteps.of(later, 3).orElseThrow().place());
    }

    @Test
    void aSizeOnPaperIsPixelsByDots() {
        PrintSize size = PrintSize.of(new Step(Geometry.RESIZE, Map.of()), Region.of(600, 400)).withDpi(300);
        assertEquals(Region.of(600, 400), size.size());
        assertEquals(Map.of("dpi", 300.0), size.step().parameters());
        PrintSize printed = size.withSide(false, PrintSize.Unit.CENTIMETERS.pixels(10, 300));
        assertEquals(1181, printed.size().height(), 1);
        assertEquals(1772, printed.size().width(), 1);
        assertEquals(15, PrintSize.Unit.CENTIMETERS.length(printed.size().width(), 300), 0.01);
        assertTrue(printed.isEnlarged());
        assertEquals(10.5, PrintSize.parse("10,5").orElseThrow());
        assertTrue(PrintSize.parse("-3").isEmpty() && PrintSize.parse("0").isEmpty() && PrintSize.parse("x").isEmpty());
    }
}
