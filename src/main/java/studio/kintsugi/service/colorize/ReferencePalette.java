package studio.kintsugi.service.colorize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import studio.kintsugi.imaging.color.OkLab;

/**
 * The colours that a reference is made of, without those of its thin dark lines, and where it has them. Its background,
 * if it has one, is the first of them.
 */
final class ReferencePalette {
    private static final int MOST = 16;
    /** Bins along each of red, green and blue. */
    private static final int BINS = 16;
    /** Pixels this near to a colour, squared, are of it. */
    private static final float NEAR = 0.075f * 0.075f;
    /** The colour itself is the mean of those this near to the most frequent. */
    private static final float AT = 0.03f * 0.03f;
    /** Share of the pixels that may be left without a colour of their own. */
    private static final double REST = 0.01;
    private static final double LEAST = 0.002;
    /** Lines are up to twice as wide, pixels, and by so much darker than what is beside them. */
    private static final int LINE = 2;
    private static final float DARKER = 0.2f;
    /** Share of the edge of the picture that makes a background. */
    private static final double BACKGROUND = 0.6;

    private final List<float[]> rgb = new ArrayList<>();
    private final List<float[]> lab = new ArrayList<>();
    private final int width;
    private final int height;
    private final boolean background;
    /** Of each pixel; -1 under a line. */
    private final int[] labels;

    /**
     * @param planes red, green and blue one after another, {@code width · height} values each, 0–1
     */
    ReferencePalette(float[] planes, int width, int height) {
        this.width = width;
        this.height = height;
        int n = width * height;
        float[][] colors = new float[n][];
        float[][] seen = new float[n][];
        for (int i = 0; i < n; i++) {
            colors[i] = new float[] {planes[i], planes[n + i], planes[2 * n + i]};
            seen[i] = OkLab.of(colors[i][0], colors[i][1], colors[i][2]);
        }
        labels = new int[n];
        Arrays.fill(labels, -1);
        boolean[] used = lines(seen);
        int[] round = background(seen);
        background = round.length > 0;
        if (background) {
            float[] middle = seen[round[0]];
            add(Arrays.stream(round).filter(i -> OkLab.squaredDistance(seen[i], middle) < AT).toArray(), colors, seen);
            for (int i : round) {
                labels[i] = 0;
                used[i] = true;
            }
        }
        collect(colors, seen, used);
        assign(seen, used);
    }

    /** Whether each pixel is of a thin line, or all false where nothing else would be left. */
    private boolean[] lines(float[][] seen) {
        float[] light = new float[seen.length];
        for (int i = 0; i < light.length; i++) {
            light[i] = seen[i][0];
        }
        float[] closed = extreme(extreme(light, false), true);
        boolean[] out = new boolean[seen.length];
        int lines = 0;
        for (int i = 0; i < out.length; i++) {
            out[i] = closed[i] - light[i] > DARKER;
            lines += out[i] ? 1 : 0;
        }
        return lines < out.length ? out : new boolean[out.length];
    }

    /** The largest, or the least, in the square of {@link #LINE} round each value. */
    private float[] extreme(float[] values, boolean least) {
        float[] rows = new float[values.length];
        float[] out = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int start = i / width * width;
            rows[i] = extreme(values, i, Math.max(start, i - LINE), Math.min(start + width - 1, i + LINE), 1, least);
        }
        for (int i = 0; i < values.length; i++) {
            int first = Math.max(i % width, i - LINE * width);
            int last = Math.min((height - 1) * width + i % width, i + LINE * width);
            out[i] = extreme(rows, i, first, last, width, least);
        }
        return out;
    }

    private static float extreme(float[] values, int at, int from, int to, int step, boolean least) {
        float out = values[at];
        for (int k = from; k <= to; k += step) {
            out = least ? Math.min(out, values[k]) : Math.max(out, values[k]);
        }
        return out;
    }

    /** What hangs together with the edge of the picture in one colour, if most of the edge has it. */
    private int[] background(float[][] seen) {
        List<Integer> edge = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) {
            int x = i % width;
            int y = i / width;
            if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
                edge.add(i);
            }
        }
        List<Integer> most = new ArrayList<>();
        for (int k = 0; k < edge.size(); k += Math.max(1, edge.size() / 50)) {
            float[] color = seen[edge.get(k)];
            List<Integer> alike = edge.stream().filter(i -> OkLab.squaredDistance(seen[i], color) < NEAR)
                    .collect(Collectors.toCollection(ArrayList::new));
            most = alike.size() > most.size() ? alike : most;
        }
        if (most.size() < BACKGROUND * edge.size()) {
            return new int[0];
        }
        float light = (float) most.stream().mapToDouble(i -> seen[i][0]).sorted().skip(most.size() / 2).findFirst()
                .orElseThrow();
        most.sort(Comparator.comparingDouble(i -> Math.abs(seen[i][0] - light)));
        float[] color = seen[most.getFirst()];
        boolean[] taken = new boolean[seen.length];
        int[] queue = new int[seen.length];
        int end = 0;
        for (int i : most) {
            taken[i] = true;
            queue[end++] = i;
        }
        for (int k = 0; k < end; k++) {
            int i = queue[k];
            int x = i % width;
            int[] next = {x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, i >= width ? i - width : i,
                i + width < seen.length ? i + width : i};
            for (int j : next) {
                if (!taken[j] && OkLab.squaredDistance(seen[j], color) < NEAR) {
                    taken[j] = true;
                    queue[end++] = j;
                }
            }
        }
        return Arrays.copyOf(queue, end);
    }

    /** Takes the most frequent colour, then the most frequent of what is not near to it, and so on. */
    private void collect(float[][] colors, float[][] seen, boolean[] used) {
        boolean[] done = used.clone();
        int left = 0;
        for (boolean d : done) {
            left += d ? 0 : 1;
        }
        int all = left;
        while (rgb.size() < MOST && left > REST * all) {
            int[] bins = new int[BINS * BINS * BINS];
            for (int i = 0; i < done.length; i++) {
                if (!done[i]) {
                    bins[bin(colors[i])]++;
                }
            }
            int fullest = 0;
            for (int b = 1; b < bins.length; b++) {
                fullest = bins[b] > bins[fullest] ? b : fullest;
            }
            List<Integer> core = new ArrayList<>();
            for (int i = 0; i < done.length; i++) {
                if (!done[i] && bin(colors[i]) == fullest) {
                    core.add(i);
                }
            }
            float[] center = mean(core, seen);
            List<Integer> at = new ArrayList<>();
            int near = 0;
            for (int i = 0; i < done.length; i++) {
                if (!done[i]) {
                    float d = OkLab.squaredDistance(seen[i], center);
                    if (d < AT) {
                        at.add(i);
                    }
                    if (d < NEAR) {
                        done[i] = true;
                        near++;
                    }
                }
            }
            if (at.isEmpty()) {
                core.forEach(i -> done[i] = true);
                near += core.size();
                at = core;
            }
            left -= near;
            if (near >= LEAST * all) {
                add(at.stream().mapToInt(i -> i).toArray(), colors, seen);
            }
        }
    }

    private static int bin(float[] color) {
        int out = 0;
        for (float v : color) {
            out = out * BINS + Math.clamp((int) (v * BINS), 0, BINS - 1);
        }
        return out;
    }

    private static float[] mean(List<Integer> pixels, float[][] values) {
        float[] out = new float[3];
        for (int i : pixels) {
            for (int c = 0; c < 3; c++) {
                out[c] += values[i][c] / pixels.size();
            }
        }
        return out;
    }

    private void add(int[] pixels, float[][] colors, float[][] seen) {
        List<Integer> list = Arrays.stream(pixels).boxed().toList();
        rgb.add(mean(list, colors));
        lab.add(mean(list, seen));
    }

    private void assign(float[][] seen, boolean[] used) {
        int first = background && rgb.size() > 1 ? 1 : 0;
        for (int i = 0; i < seen.length; i++) {
            if (!used[i]) {
                float least = Float.MAX_VALUE;
                for (int k = first; k < lab.size(); k++) {
                    float d = OkLab.squaredDistance(seen[i], lab.get(k));
                    if (d < least) {
                        least = d;
                        labels[i] = k;
                    }
                }
            }
        }
    }

    /** Columns of the picture that it was made of. */
    int width() {
        return width;
    }

    /** How many colours there are. */
    int size() {
        return rgb.size();
    }

    /** Red, green and blue of a colour. */
    float[] rgb(int label) {
        return rgb.get(label);
    }

    /** The same colour as {@link OkLab} has it. */
    float[] lab(int label) {
        return lab.get(label);
    }

    /** Whether the first colour is that of what is round all things. */
    boolean hasBackground() {
        return background;
    }

    /** The share of the picture that each colour has, without lines; they sum to 1, or are all 0. */
    float[] shares() {
        return shares(0, 0, width, height);
    }

    /** The same of a part of the picture. */
    float[] shares(int left, int top, int w, int h) {
        float[] out = new float[size()];
        int all = 0;
        for (int y = top; y < top + h; y++) {
            for (int x = left; x < left + w; x++) {
                int label = labels[y * width + x];
                if (label >= 0) {
                    out[label]++;
                    all++;
                }
            }
        }
        for (int k = 0; k < out.length; k++) {
            out[k] /= Math.max(1, all);
        }
        return out;
    }
}
