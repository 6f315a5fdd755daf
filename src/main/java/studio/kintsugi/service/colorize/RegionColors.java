package studio.kintsugi.service.colorize;

import java.util.Arrays;
import java.util.List;
import studio.kintsugi.imaging.color.OkLab;
import studio.kintsugi.service.colorize.Correspondence.Grid;

/**
 * One colour of the references for each closed region of a drawing: all of its places vote, by the colour that the
 * network gives them and by where in the references the network looks for it.
 */
final class RegionColors {
    /** Spread of the network's colours about those it means. */
    private static final double SIGMA = 0.1;
    /** Of what is never voted for; keeps logarithms finite. */
    private static final double FLOOR = 0.01;
    /** What it counts for a background that a region runs along the edge of the picture, and does not. */
    private static final double AROUND = 2;
    private static final double INNER = 4;
    /** What neighbours count that no line divides, and those behind lines for regions that are small. */
    private static final double OPEN = 2;
    private static final double INKED = 0.5;
    /** Side of a small region, as a share of the longer side. */
    private static final double SMALL = 0.02;
    /** How fast and how far colours that are used too often lose attraction. */
    private static final double BALANCE = 0.3;
    private static final double MOST_BALANCE = 1.5;
    private static final double LEAST_SHARE = 0.01;
    private static final double LEAST_TRUST = 0.02;
    private static final int ROUNDS = 8;

    /** A reference as votes are counted in. */
    record Source(ReferencePalette palette, Grid places, double weight) {}

    private final ClosedRegions regions;
    private final RegionNeighbors neighbors;
    private final List<Source> sources;
    private final int labels;
    private final float[][] rgb;
    private final float[][] lab;
    private final boolean[] background;
    private final float[] wanted;
    private final double[][] scores;

    RegionColors(ClosedRegions regions, List<Source> sources) {
        this.regions = regions;
        this.sources = sources;
        neighbors = new RegionNeighbors(regions);
        labels = sources.stream().mapToInt(s -> s.palette().size()).sum();
        rgb = new float[labels][];
        lab = new float[labels][];
        background = new boolean[labels];
        wanted = new float[labels];
        int at = 0;
        for (Source s : sources) {
            float[] shares = s.palette().shares();
            for (int k = 0; k < s.palette().size(); k++, at++) {
                rgb[at] = s.palette().rgb(k);
                lab[at] = s.palette().lab(k);
                background[at] = k == 0 && s.palette().hasBackground();
                wanted[at] = background[at] ? 0 : (float) (shares[k] * s.weight());
            }
        }
        scores = new double[regions.count() + 1][labels];
    }

    /**
     * @param colors red, green and blue that the network gives at {@code pixels}
     * @param trust in each of them, 0–1
     * @param attention of each of {@code places}, row by row, to the places of all sources in turn
     * @return for each region its label
     */
    int[] vote(float[][] colors, float[] trust, Grid pixels, float[] attention, Grid places) {
        float[][] near = likeness(colors, pixels.places());
        float[][] from = votes(attention, places);
        double[][] seen = new double[scores.length][labels];
        double[][] taken = new double[scores.length][labels];
        double[] weights = new double[scores.length];
        int w = regions.width();
        int h = regions.height();
        for (int y = 0; y < h; y++) {
            int row = (int) ((long) y * pixels.rows() / h) * pixels.columns();
            int placeRow = (int) ((long) y * places.rows() / h) * places.columns();
            for (int x = 0; x < w;) {
                int cell = row + (int) ((long) x * pixels.columns() / w);
                int region = regions.label(y * w + x);
                int place = placeRow + (int) ((long) x * places.columns() / w);
                int n = 0;
                for (; x < w && regions.label(y * w + x) == region
                        && row + (int) ((long) x * pixels.columns() / w) == cell; x++) {
                    n += regions.isInk(y * w + x) ? 0 : 1;
                }
                if (n > 0) {
                    double weight = n * (trust[cell] + LEAST_TRUST);
                    weights[region] += weight;
                    for (int l = 0; l < labels; l++) {
                        seen[region][l] += weight * near[cell][l];
                        taken[region][l] += weight * from[place][l];
                    }
                }
            }
        }
        double border = 2.0 * (w + h);
        for (int r = 1; r < scores.length; r++) {
            double around = Math.min(1, 2 * neighbors.edge(r) / border);
            for (int l = 0; l < labels; l++) {
                double all = Math.max(weights[r], 1e-9);
                scores[r][l] = Math.log(FLOOR + seen[r][l] / all) + Math.log(FLOOR + taken[r][l] / all);
                if (background[l]) {
                    scores[r][l] += neighbors.edge(r) > 0 ? AROUND * around : -INNER;
                }
            }
        }
        balance();
        return decide();
    }

    private float[][] likeness(float[][] colors, int cells) {
        float[][] out = new float[cells][labels];
        for (int i = 0; i < cells; i++) {
            float[] seen = OkLab.of(colors[0][i], colors[1][i], colors[2][i]);
            double sum = 1e-6;
            for (int l = 0; l < labels; l++) {
                out[i][l] = (float) Math.exp(-OkLab.squaredDistance(seen, lab[l]) / (2 * SIGMA * SIGMA));
                sum += out[i][l];
            }
            for (int l = 0; l < labels; l++) {
                out[i][l] /= (float) sum;
            }
        }
        return out;
    }

    private float[][] votes(float[] attention, Grid places) {
        int all = sources.stream().mapToInt(s -> s.places().places()).sum();
        float[][] shares = new float[all][labels];
        int at = 0;
        int first = 0;
        for (Source s : sources) {
            Grid g = s.places();
            int size = s.palette().width() / g.columns();
            for (int p = 0; p < g.places(); p++) {
                float[] part = s.palette().shares(p % g.columns() * size, p / g.columns() * size, size, size);
                System.arraycopy(part, 0, shares[at++], first, part.length);
            }
            first += s.palette().size();
        }
        float[][] out = new float[places.places()][labels];
        for (int p = 0; p < out.length; p++) {
            for (int k = 0; k < all; k++) {
                float a = attention[p * all + k];
                if (a > 1e-4f) {
                    for (int l = 0; l < labels; l++) {
                        out[p][l] += a * shares[k][l];
                    }
                }
            }
        }
        return out;
    }

    /** Makes colours that are asked for more than the references have them less attractive, and others more. */
    private void balance() {
        double sum = 0;
        for (float s : wanted) {
            sum += s;
        }
        if (sum == 0) {
            return;
        }
        double[] bias = new double[labels];
        for (int round = 0; round < ROUNDS; round++) {
            double[] used = new double[labels];
            double all = 0;
            for (int r = 1; r < scores.length; r++) {
                double[] p = softmax(scores[r], bias);
                for (int l = 0; l < labels; l++) {
                    if (!background[l]) {
                        used[l] += neighbors.area(r) * p[l];
                        all += neighbors.area(r) * p[l];
                    }
                }
            }
            for (int l = 0; l < labels; l++) {
                if (!background[l]) {
                    double ask = Math.log((wanted[l] / sum + LEAST_SHARE)
                            / (used[l] / Math.max(all, 1e-9) + LEAST_SHARE));
                    bias[l] = Math.clamp(bias[l] + BALANCE * ask, -MOST_BALANCE, MOST_BALANCE);
                }
            }
        }
        for (double[] s : scores) {
            for (int l = 0; l < labels; l++) {
                s[l] += bias[l];
            }
        }
    }

    private static double[] softmax(double[] scores, double[] bias) {
        double[] out = new double[scores.length];
        double most = Double.NEGATIVE_INFINITY;
        for (int l = 0; l < out.length; l++) {
            out[l] = scores[l] + bias[l];
            most = Math.max(most, out[l]);
        }
        double sum = 0;
        for (int l = 0; l < out.length; l++) {
            out[l] = Math.exp(out[l] - most);
            sum += out[l];
        }
        for (int l = 0; l < out.length; l++) {
            out[l] /= sum;
        }
        return out;
    }

    /** Each takes what it and its neighbours speak for. */
    private int[] decide() {
        int[] out = new int[scores.length];
        for (int r = 1; r < out.length; r++) {
            out[r] = best(scores[r]);
        }
        double small = SMALL * Math.max(regions.width(), regions.height());
        for (int round = 0; round < ROUNDS; round++) {
            int[] before = out.clone();
            for (int r = 1; r < out.length; r++) {
                double[] own = scores[r].clone();
                double outline = Math.max(1, neighbors.outline(r));
                double tiny = Math.exp(-neighbors.area(r) / (small * small));
                for (var e : neighbors.of(r).entrySet()) {
                    if (e.getKey() > 0) {
                        own[before[e.getKey()]] += OPEN * Math.min(1, 3 * e.getValue().open() / outline)
                                + INKED * tiny * e.getValue().inked() / outline;
                    }
                }
                out[r] = best(own);
            }
            if (Arrays.equals(before, out)) {
                break;
            }
        }
        return out;
    }

    private static int best(double[] scores) {
        int out = 0;
        for (int l = 1; l < scores.length; l++) {
            out = scores[l] > scores[out] ? l : out;
        }
        return out;
    }

    /** Red, green and blue of a label. */
    float[] rgb(int label) {
        return rgb[label];
    }

    RegionNeighbors neighbors() {
        return neighbors;
    }
}
