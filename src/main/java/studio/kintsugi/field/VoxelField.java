package studio.kintsugi.field;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A radiance field as a grid: density and colour at the corners of cells, linear between them. Faster on a processor by
 * orders of magnitude than the paper's network; colours do not depend on the direction they are seen from, as in the
 * paper (section 3.1). Empty beyond a ball of radius {@link #RADIUS}, the bound on the scene of section 3.3.
 */
public final class VoxelField {
    /** The field is empty farther from the origin. */
    public static final float RADIUS = 1.05f;

    private static final float DENSITY = 30;
    private static final float FOG = 0.7f;
    /** Densities above which there is matter, and at which half of the matter of a solid field or more is. */
    private static final float MATTER = 10;
    private static final double HIDING = 300;
    private static final double MOST_GAIN = 4;
    /** Smallest density and smallest distance of a colour to 0 or 1 when activations are inverted. */
    private static final double LEAST = 1e-5;

    private final int side;
    /** Density and three colours of each corner before the activations of {@link #activate}; x runs fastest. */
    private final float[] raw;
    private final float[] values;
    /** Of each corner, 0–1, or null where all is opaque; never written to. */
    private final float[] clearness;

    private VoxelField(int side, float[] raw, float[] clearness) {
        this(side, raw, new float[raw.length], clearness);
        activate();
    }

    private VoxelField(int side, float[] raw, float[] values, float[] clearness) {
        this.side = side;
        this.raw = raw;
        this.values = values;
        this.clearness = clearness;
    }

    /** A ball of grey fog. */
    public static VoxelField fog(int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] raw = new float[4 * side * side * side];
        for (int i = 0; i < side * side * side; i++) {
            float r = radius(i, side);
            raw[4 * i] = (r < FOG ? -2.7f : -4.5f) + 0.3f * (float) random.nextGaussian();
            for (int c = 1; c < 4; c++) {
                raw[4 * i + c] = 0.1f * (float) random.nextGaussian();
            }
        }
        return new VoxelField(side, raw, null);
    }

    /**
     * A field from the values of {@link #raw()}.
     *
     * @throws IllegalArgumentException where the number of values is not four times a cube
     */
    public static VoxelField of(float[] raw) {
        return new VoxelField(side(raw), raw.clone(), null);
    }

    private static int side(float[] raw) {
        int side = (int) Math.round(Math.cbrt(raw.length / 4.0));
        if (side < 2 || 4 * side * side * side != raw.length) {
            throw new IllegalArgumentException(raw.length + " values are no field");
        }
        return side;
    }

    /**
     * A field from densities and colours at the corners, by inverting the activations.
     *
     * @param matter (side, side, side, 4), z first: density per unit of length, red, green, blue in 0–1
     */
    public static VoxelField ofMatter(float[] matter) {
        float[] raw = new float[matter.length];
        for (int i = 0; i < raw.length; i++) {
            if (i % 4 == 0) {
                raw[i] = beforeActivation(matter[i]);
            } else {
                double x = Math.clamp(matter[i], LEAST, 1 - LEAST);
                raw[i] = (float) Math.log(x / (1 - x));
            }
        }
        return of(raw);
    }

    private static float beforeActivation(float density) {
        double x = Math.max(density / DENSITY, LEAST);
        return (float) (x > 15 ? x : Math.log(Math.expm1(x)));
    }

    /** An independent copy, for readers while this one is being optimised; takes about a millisecond. */
    public VoxelField copy() {
        return new VoxelField(side, raw.clone(), values.clone(), clearness);
    }

    /** The same field on a grid of another size. */
    public VoxelField resized(int newSide) {
        return new VoxelField(newSide, resized(raw, newSide), clearness == null ? null : resizedClearness(newSide));
    }

    /**
     * Values of a grid, interpolated on another.
     *
     * @param raw as {@link #raw()}, of {@code newSide} corners a side in what is returned
     */
    public static float[] resized(float[] raw, int newSide) {
        int side = side(raw);
        float[] out = new float[4 * newSide * newSide * newSide];
        float scale = (side - 1f) / (newSide - 1);
        IntStream.range(0, newSide).parallel().forEach(z -> {
            float[] at = new float[4];
            for (int y = 0; y < newSide; y++) {
                for (int x = 0; x < newSide; x++) {
                    interpolate(raw, side, x * scale, y * scale, z * scale, at);
                    System.arraycopy(at, 0, out, 4 * ((z * newSide + y) * newSide + x), 4);
                }
            }
        });
        return out;
    }

    /**
     * The same field in denser matter. At the densities at which fields are optimised, thin parts and edges let some of
     * what is behind them through; a field that is finished hides it. One that is dense enough comes back as it is.
     */
    public VoxelField solid() {
        double[] densities = IntStream.range(0, values.length / 4).mapToDouble(i -> values[4 * i])
                .filter(d -> d > MATTER).sorted().toArray();
        if (densities.length == 0) {
            return copy();
        }
        float gain = (float) Math.clamp(HIDING / densities[densities.length / 2], 1, MOST_GAIN);
        float[] out = raw.clone();
        IntStream.range(0, raw.length / 4).parallel().filter(i -> values[4 * i] > 0)
                .forEach(i -> out[4 * i] = beforeActivation(values[4 * i] * gain));
        return new VoxelField(side, out, clearness);
    }

    /**
     * The same field in matter that is partly or wholly as clear as glass.
     *
     * @param share (side, side, side), z first: 0 for what is opaque to 1 for glass; not to be written to any more
     * @throws IllegalArgumentException where it is of another grid
     */
    public VoxelField withClearness(float[] share) {
        if (share.length != side * side * side) {
            throw new IllegalArgumentException(share.length + " values are not those of a grid of " + side);
        }
        return new VoxelField(side, raw.clone(), values.clone(), share);
    }

    /** How much of the matter at each corner is glass, as in {@link #withClearness}; empty where nothing is. */
    public Optional<float[]> clearness() {
        return Optional.ofNullable(clearness);
    }

    private float[] resizedClearness(int newSide) {
        float[] spread = new float[4 * clearness.length];
        for (int i = 0; i < clearness.length; i++) {
            spread[4 * i] = clearness[i];
        }
        float[] finer = resized(spread, newSide);
        float[] out = new float[finer.length / 4];
        for (int i = 0; i < out.length; i++) {
            out[i] = finer[4 * i];
        }
        return out;
    }

    /** Corners along a side. */
    public int side() {
        return side;
    }

    /** What is optimised: (side, side, side, 4), z first; call {@link #activate} after changes. */
    public float[] raw() {
        return raw;
    }

    /** Densities per unit of length and colours 0–1: (side, side, side, 4), z first. Not to be written to. */
    public float[] values() {
        return values;
    }

    /** Density 30 · softplus, colour by the logistic function, everywhere. */
    public void activate() {
        activate(GridSpans.all(side));
    }

    /**
     * The same where values of {@link #raw} may have changed.
     *
     * @param spans see {@link GridSpans}
     */
    public void activate(int[] spans) {
        IntStream.range(0, spans.length / 2).parallel().forEach(s -> {
            for (int i = spans[2 * s]; i < spans[2 * s + 1]; i += 4) {
                // most of it is empty, and all of that alike
                boolean same = i > spans[2 * s];
                float density = same && raw[i] == raw[i - 4] && values[i - 4] > 0 ? values[i - 4]
                        : DENSITY * softplus(raw[i]);
                values[i] = radius(i / 4, side) <= RADIUS ? density : 0;
                for (int c = 1; c < 4; c++) {
                    values[i + c] = same && raw[i + c] == raw[i + c - 4] ? values[i + c - 4] : logistic(raw[i + c]);
                }
            }
        });
    }

    /**
     * Turns gradients over {@link #values} into gradients over {@link #raw}, in place.
     *
     * @param spans see {@link GridSpans}
     */
    public void chain(float[] gradient, int[] spans) {
        IntStream.range(0, spans.length / 2).parallel().forEach(s -> {
            for (int i = spans[2 * s]; i < spans[2 * s + 1]; i += 4) {
                gradient[i] *= values[i] == 0 ? 0 : DENSITY * logistic(raw[i]);
                for (int c = 1; c < 4; c++) {
                    gradient[i + c] *= values[i + c] * (1 - values[i + c]);
                }
            }
        });
    }

    /** Whether the density exceeds {@code level} nowhere. */
    public boolean isEmpty(float level) {
        for (int i = 0; i < values.length; i += 4) {
            if (values[i] > level) {
                return false;
            }
        }
        return true;
    }

    /** For each cell, indexed by its first corner: whether the density reaches {@code least} at any of its corners. */
    public boolean[] occupied(float least) {
        boolean[] out = new boolean[side * side * side];
        for (int i = 0; i < out.length; i++) {
            out[i] = values[4 * i] >= least;
        }
        for (int step = 1; step < out.length; step *= side) {
            for (int i = 0; i + step < out.length; i++) {
                out[i] |= out[i + step];
            }
        }
        return out;
    }

    /** Density and colour at a place: {density, red, green, blue}; zeros outside. */
    public float[] at(float x, float y, float z) {
        float[] out = new float[4];
        at(x, y, z, out);
        return out;
    }

    /** Writes density and colour at a place: {density, red, green, blue}; zeros outside. */
    public void at(float x, float y, float z, float[] out) {
        if (x * x + y * y + z * z <= RADIUS * RADIUS) {
            float scale = (side - 1) / (2 * RADIUS);
            interpolate(values, side, (x + RADIUS) * scale, (y + RADIUS) * scale, (z + RADIUS) * scale, out);
        } else {
            Arrays.fill(out, 0);
        }
    }

    /** How much of the matter at a place is glass, 0–1. */
    public float clearnessAt(float x, float y, float z) {
        return clearness == null ? 0 : interpolated(clearness, x, y, z);
    }

    /**
     * Interpolates other values of the grid.
     *
     * @param corners (side, side, side), z first
     */
    public float interpolated(float[] corners, float x, float y, float z) {
        float toGrid = (side - 1) / (2 * RADIUS);
        float u = (x + RADIUS) * toGrid;
        float v = (y + RADIUS) * toGrid;
        float w = (z + RADIUS) * toGrid;
        int i = Math.clamp((int) u, 0, side - 2);
        int j = Math.clamp((int) v, 0, side - 2);
        int k = Math.clamp((int) w, 0, side - 2);
        float fu = Math.clamp(u - i, 0, 1);
        float fv = Math.clamp(v - j, 0, 1);
        float fw = Math.clamp(w - k, 0, 1);
        float out = 0;
        for (int c = 0; c < 8; c++) {
            float weight = ((c & 1) == 0 ? 1 - fu : fu) * ((c & 2) == 0 ? 1 - fv : fv) * ((c & 4) == 0 ? 1 - fw : fw);
            out += weight * corners[((k + (c >> 2)) * side + j + (c >> 1 & 1)) * side + i + (c & 1)];
        }
        return out;
    }

    private static void interpolate(float[] from, int side, float x, float y, float z, float[] out) {
        int x0 = Math.clamp((int) x, 0, side - 2);
        int y0 = Math.clamp((int) y, 0, side - 2);
        int z0 = Math.clamp((int) z, 0, side - 2);
        float fx = x - x0;
        float fy = y - y0;
        float fz = z - z0;
        int first = 4 * ((z0 * side + y0) * side + x0);
        Arrays.fill(out, 0);
        for (int edge = 0; edge < 4; edge++) {
            int dy = edge & 1;
            int dz = edge >> 1;
            float w = (dy == 0 ? 1 - fy : fy) * (dz == 0 ? 1 - fz : fz);
            float left = w * (1 - fx);
            float right = w * fx;
            int at = first + 4 * side * (dz * side + dy);
            out[0] += left * from[at] + right * from[at + 4];
            out[1] += left * from[at + 1] + right * from[at + 5];
            out[2] += left * from[at + 2] + right * from[at + 6];
            out[3] += left * from[at + 3] + right * from[at + 7];
        }
    }

    private static float radius(int corner, int side) {
        float scale = 2 * RADIUS / (side - 1);
        float x = corner % side * scale - RADIUS;
        float y = corner / side % side * scale - RADIUS;
        float z = corner / (side * side) * scale - RADIUS;
        return (float) Math.sqrt(x * x + y * y + z * z);
    }

    private static float softplus(float x) {
        double e = Math.exp(x);
        // far below zero e is the first term of the series; log1p, which needs no such care, is several times as slow
        return (float) (x > 15 ? x : x < -15 ? e : Math.log(1 + e));
    }

    private static float logistic(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }
}
