package studio.kintsugi.service.colorize;

import java.util.Arrays;

/**
 * The places of a drawing that its lines close off from each other, by trapped-ball segmentation (Zhang et al.,
 * Vectorizing Cartoon Animations, TVCG 2009, section 3): a ball is rolled wherever it fits between the lines, first a
 * large one and then smaller ones. What a ball can't leave is a region, so that gaps which are narrower than the ball
 * count as closed. Narrow parts of a thing become regions of their own; {@link RegionColors} brings them together again
 * where they have one colour.
 */
final class ClosedRegions {
    /** Regions are found at this size at most; what is lost by it lies under the lines. */
    private static final int LONGEST = 1536;
    /** What is lighter is paper. */
    private static final float PAPER = 0.7f;
    /** Radii of the balls as shares of the longer side. */
    private static final double[] BALLS = {0.03, 0.015, 0.0075, 0.003};

    /** Pixels that a ball's middle must be able to be at. */
    private static final int LEAST = 4;

    private final int width;
    private final int height;
    private final double across;
    private final double down;
    private final int[] labels;
    private final boolean[] ink;
    private final int[] queue;
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
        float[] room = distances();
        for (double ball : BALLS) {
            double radius = ball * Math.max(width, height);
            if (radius >= 1) {
                roll(room, radius);
            }
        }
        boolean[] open = new boolean[ink.length];
        for (int i = 0; i < open.length; i++) {
            open[i] = !ink[i];
        }
        spread(all(), open, Integer.MAX_VALUE);
        number(open, 1);
        Arrays.fill(open, true);
        spread(all(), open, Integer.MAX_VALUE);
    }

    /** How far each place is from ink, in pixels, by chamfers of 1 and √2; nothing lies beyond the edges. */
    private float[] distances() {
        float[] out = new float[ink.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = ink[i] ? 0 : width + height;
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                nearer(out, x, y, -1);
            }
        }
        for (int y = height - 1; y >= 0; y--) {
            for (int x = width - 1; x >= 0; x--) {
                nearer(out, x, y, 1);
            }
        }
        return out;
    }

    private void nearer(float[] out, int x, int y, int side) {
        int i = y * width + x;
        float least = out[i];
        if (x + side >= 0 && x + side < width) {
            least = Math.min(least, out[i + side] + 1);
        }
        if (y + side >= 0 && y + side < height) {
            int row = i + side * width;
            least = Math.min(least, out[row] + 1);
            if (x > 0) {
                least = Math.min(least, out[row - 1] + 1.4142135f);
            }
            if (x < width - 1) {
                least = Math.min(least, out[row + 1] + 1.4142135f);
            }
        }
        out[i] = least;
    }

    /** Numbers where the ball can roll, and what it covers there. */
    private void roll(float[] room, double radius) {
        boolean[] centers = new boolean[ink.length];
        boolean[] open = new boolean[ink.length];
        for (int i = 0; i < ink.length; i++) {
            centers[i] = labels[i] == 0 && room[i] > radius;
            open[i] = !ink[i];
        }
        int before = count;
        number(centers, (int) Math.max(LEAST, radius * radius));
        int queued = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > before) {
                queue[queued++] = i;
            }
        }
        spread(queued, open, (int) Math.ceil(radius));
    }

    /** Gives a number to what hangs together, has none and is of some size. */
    private void number(boolean[] places, int least) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == 0 && places[i]) {
                labels[i] = ++count;
                queue[0] = i;
                int size = spread(1, places, Integer.MAX_VALUE);
                if (size < least) {
                    for (int k = 0; k < size; k++) {
                        labels[queue[k]] = 0;
                        places[queue[k]] = false;
                    }
                    count--;
                }
            }
        }
    }

    private int all() {
        int queued = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] > 0) {
                queue[queued++] = i;
            }
        }
        return queued;
    }

    /**
     * Gives places without a number that of the region which reaches them first. Every other step goes to corners as
     * well, so that regions grow round; none goes between two places of ink.
     *
     * @param queued how many places are in the queue
     * @return how many are there in the end
     */
    private int spread(int queued, boolean[] open, int steps) {
        int end = queued;
        int from = 0;
        for (int step = 0; step < steps && from < end; step++) {
            int until = end;
            for (; from < until; from++) {
                int i = queue[from];
                int x = i % width;
                boolean left = x > 0;
                boolean right = x < width - 1;
                boolean up = i >= width;
                boolean down = i < labels.length - width;
                end = left ? take(i, i - 1, open, end) : end;
                end = right ? take(i, i + 1, open, end) : end;
                end = up ? take(i, i - width, open, end) : end;
                end = down ? take(i, i + width, open, end) : end;
                if ((step & 1) == 1) {
                    end = left && up ? corner(i, -1, -width, open, end) : end;
                    end = right && up ? corner(i, 1, -width, open, end) : end;
                    end = left && down ? corner(i, -1, width, open, end) : end;
                    end = right && down ? corner(i, 1, width, open, end) : end;
                }
            }
        }
        return end;
    }

    private int corner(int i, int across, int down, boolean[] open, int end) {
        return open[i + across] || open[i + down] ? take(i, i + across + down, open, end) : end;
    }

    private int take(int from, int to, boolean[] open, int end) {
        if (labels[to] != 0 || !open[to]) {
            return end;
        }
        labels[to] = labels[from];
        queue[end] = to;
        return end + 1;
    }

    /** How many there are; they are numbered from 1. */
    int count() {
        return count;
    }

    /** Columns that regions were found in. */
    int width() {
        return width;
    }

    /** Rows that regions were found in. */
    int height() {
        return height;
    }

    /** The number of the region at a place of {@link #width} times {@link #height}; 0 where all is ink. */
    int label(int i) {
        return labels[i];
    }

    /** The number of the region that a pixel of the drawing belongs to; 0 where all is ink. */
    int at(int x, int y) {
        return labels[Math.min(height - 1, (int) ((y + 0.5) * down)) * width
                + Math.min(width - 1, (int) ((x + 0.5) * across))];
    }

    /** Whether a place is under a line. */
    boolean isInk(int i) {
        return ink[i];
    }
}
