package studio.kintsugi.service.colorize;

/**
 * The places of a drawing that its lines close off from each other. Small gaps in lines count as closed, by one ball of
 * trapped-ball segmentation (Zhang et al., Vectorizing Cartoon Animations, TVCG 2009, section 3): where the ball does
 * not fit, nothing passes.
 */
final class ClosedRegions {
    /** Regions are found at this size at most; what is lost by it lies under the lines. */
    private static final int LONGEST = 1536;
    private static final float PAPER = 0.7f;
    /** Half of what counts as a gap, as a share of the longer side. */
    private static final double GAP = 0.003;

    private final int width;
    private final int height;
    private final double across;
    private final double down;
    /** Of each place, from 1 on; 0 where none reaches. */
    private final int[] labels;
    private final boolean[] ink;
    private final int[] queue;
    private int queued;
    private int count;

    /** Finds those of a drawing. */
    ClosedRegions(LineLayer lines) {
        double factor = Math.min(1, LONGEST / (double) Math.max(lines.width(), lines.height()));
        width = Math.max(1, (int) (lines.width() * factor));
        height = Math.max(1, (int) (lines.height() * factor));
        across = (double) width / lines.width();
        down = (double) height / lines.height();
        float[] paper = lines.at(width, height);
        labels = new int[paper.length];
        queue = new int[paper.length];
        ink = new boolean[paper.length];
        for (int i = 0; i < ink.length; i++) {
            ink[i] = paper[i] < PAPER;
        }
        number(near(ink, (int) Math.round(GAP * Math.max(width, height))));
        grow(ink);
        number(ink);
        grow(new boolean[ink.length]);
    }

    /** What lies within a square of some radius round the places that are set. */
    private boolean[] near(boolean[] set, int radius) {
        boolean[] rows = new boolean[set.length];
        boolean[] out = new boolean[set.length];
        for (int i = 0; i < set.length; i++) {
            if (set[i]) {
                int start = i / width * width;
                for (int k = Math.max(start, i - radius); k <= Math.min(start + width - 1, i + radius); k++) {
                    rows[k] = true;
                }
            }
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i]) {
                int column = i % width;
                int last = (height - 1) * width + column;
                for (int k = Math.max(column, i - radius * width); k <= Math.min(last, i + radius * width);
                        k += width) {
                    out[k] = true;
                }
            }
        }
        return out;
    }

    /** Gives a number to what hangs together, has none, and is not closed. */
    private void number(boolean[] closed) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 0 && !closed[i]) {
                queued = 0;
                take(i, ++count);
                fill(closed);
            }
        }
    }

    /** Gives what has no number and is not closed that of the region which reaches it first. */
    private void grow(boolean[] closed) {
        queued = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                queue[queued++] = i;
            }
        }
        fill(closed);
    }

    private void fill(boolean[] closed) {
        for (int next = 0; next < queued; next++) {
            int i = queue[next];
            int x = i % width;
            if (x > 0 && isFree(i - 1, closed)) {
                take(i - 1, labels[i]);
            }
            if (x < width - 1 && isFree(i + 1, closed)) {
                take(i + 1, labels[i]);
            }
            if (i >= width && isFree(i - width, closed)) {
                take(i - width, labels[i]);
            }
            if (i < labels.length - width && isFree(i + width, closed)) {
                take(i + width, labels[i]);
            }
        }
    }

    private boolean isFree(int i, boolean[] closed) {
        return labels[i] == 0 && !closed[i];
    }

    private void take(int i, int label) {
        labels[i] = label;
        queue[queued++] = i;
    }

    /** How many there are; they are numbered from 1. */
    int count() {
        return count;
    }

    /** The number of the region that a pixel of the drawing belongs to; 0 where all is ink. */
    int at(int x, int y) {
        return labels[Math.min(height - 1, (int) ((y + 0.5) * down)) * width
                + Math.min(width - 1, (int) ((x + 0.5) * across))];
    }

    /** Of each region, by its number, whether it touches the edge of the picture; lines there may be cut off. */
    boolean[] atEdge() {
        boolean[] out = new boolean[count + 1];
        for (int x = 0; x < width; x++) {
            out[labels[x]] = true;
            out[labels[labels.length - 1 - x]] = true;
        }
        for (int i = 0; i < labels.length; i += width) {
            out[labels[i]] = true;
            out[labels[i + width - 1]] = true;
        }
        return out;
    }

    /**
     * Pixels of the drawing, not under ink, in the order of their regions.
     *
     * @param starts gets where each region's begin, and at its end where the last one's do; of {@code count() + 2}
     */
    int[] samples(int[] starts, int drawingWidth, int drawingHeight) {
        for (int i = 0; i < labels.length; i++) {
            if (!ink[i]) {
                starts[labels[i] + 1]++;
            }
        }
        for (int k = 1; k < starts.length; k++) {
            starts[k] += starts[k - 1];
        }
        int[] next = starts.clone();
        int[] out = new int[starts[starts.length - 1]];
        for (int i = 0; i < labels.length; i++) {
            if (!ink[i]) {
                int x = Math.min(drawingWidth - 1, (int) ((i % width + 0.5) / across));
                int y = Math.min(drawingHeight - 1, (int) ((i / width + 0.5) / down));
                out[next[labels[i]]++] = y * drawingWidth + x;
            }
        }
        return out;
    }
}
