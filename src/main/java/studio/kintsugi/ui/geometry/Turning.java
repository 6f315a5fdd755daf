package studio.kintsugi.ui.geometry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.ui.picture.Document;

/** Turns and mirrors pictures. Turning again changes the last turn, so that a full circle leaves nothing. */
public final class Turning {
    private static final String QUARTERS = "quarters";
    private static final String VERTICAL = "vertical";

    private Turning() {}

    /**
     * Turns pictures.
     *
     * @param quarters of a turn clockwise
     */
    public static void rotate(List<Document> documents, int quarters) {
        documents.forEach(document -> {
            int before = last(document, Geometry.ROTATE).map(e -> (int) e.step().number(QUARTERS, 0)).orElse(0);
            int now = Math.floorMod(before + quarters, 4);
            put(document, Geometry.ROTATE, now == 0 ? Optional.empty()
                    : Optional.of(new Step(Geometry.ROTATE, Map.of(QUARTERS, now))));
        });
    }

    /**
     * Mirrors pictures.
     *
     * @param vertical whether top and bottom change places rather than left and right
     */
    public static void flip(List<Document> documents, boolean vertical) {
        Step flip = new Step(Geometry.FLIP, Map.of(VERTICAL, vertical));
        documents.forEach(document -> {
            if (last(document, Geometry.FLIP).filter(e -> e.step().equals(flip)).isPresent()) {
                put(document, Geometry.FLIP, Optional.empty());
            } else {
                document.add(flip);
            }
        });
    }

    private static Optional<History.Entry> last(Document document, String tool) {
        List<History.Entry> entries = document.history().entries();
        return entries.isEmpty() ? Optional.empty()
                : Optional.of(entries.getLast()).filter(e -> e.enabled() && e.step().tool().equals(tool));
    }

    private static void put(Document document, String tool, Optional<Step> step) {
        Optional<History.Entry> before = last(document, tool);
        if (step.isEmpty()) {
            before.ifPresent(e -> document.remove(e.id()));
        } else if (before.isPresent()) {
            document.replace(before.get().id(), step.get());
        } else {
            document.add(step.get());
        }
    }
}
