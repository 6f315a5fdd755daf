package studio.kintsugi.service.colorize;

import java.util.ArrayList;
import java.util.List;

/** How much each place of a coloured sketch took from each place of its references: the network's attention. */
public final class Correspondence {
    private final int width;
    private final int height;
    private final Grid sketch;
    private final List<Grid> references;
    private final float[] attention;

    /**
     * Places side by side.
     *
     * @param columns across
     * @param rows down
     */
    record Grid(int columns, int rows) {
        int places() {
            return columns * rows;
        }
    }

    /**
     * Where one place's colour came from, in one reference.
     *
     * @param columns of places across the reference
     * @param rows of places down
     * @param strength of each place row by row, 0–1; those of all references sum to 1
     */
    public record Source(int columns, int rows, float[] strength) {
        /** What all of this reference gave, 0–1. */
        public double share() {
            double sum = 0;
            for (float s : strength) {
                sum += s;
            }
            return sum;
        }
    }

    /**
     * @param width of the sketch, pixels
     * @param height of the sketch, pixels
     * @param attention row by row of the sketch's places, each with those of all references in turn
     */
    Correspondence(int width, int height, Grid sketch, List<Grid> references, float[] attention) {
        this.width = width;
        this.height = height;
        this.sketch = sketch;
        this.references = List.copyOf(references);
        this.attention = attention;
    }

    /** As it was given. */
    float[] attention() {
        return attention;
    }

    /**
     * Where the colour of a pixel of the sketch came from, for each reference.
     *
     * @param x column, inside the sketch
     * @param y row, inside the sketch
     */
    public List<Source> of(int x, int y) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            throw new IllegalArgumentException(x + ", " + y + " is outside " + width + "×" + height);
        }
        int column = (int) ((long) x * sketch.columns() / width);
        int row = (int) ((long) y * sketch.rows() / height);
        int all = references.stream().mapToInt(Grid::places).sum();
        int at = (row * sketch.columns() + column) * all;
        List<Source> out = new ArrayList<>();
        for (Grid grid : references) {
            float[] strength = new float[grid.places()];
            System.arraycopy(attention, at, strength, 0, strength.length);
            out.add(new Source(grid.columns(), grid.rows(), strength));
            at += strength.length;
        }
        return out;
    }
}
