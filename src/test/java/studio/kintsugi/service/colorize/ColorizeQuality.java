package studio.kintsugi.service.colorize;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.imaging.metrics.ColorHistogram;
import studio.kintsugi.imaging.processing.LineArt;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.service.colorize.ColorizeRequest.Reference;
import studio.kintsugi.store.ModelStore;

/**
 * How well coloured drawings come back from their lines, each after itself and after the next of them. A program, not a
 * test: {@code FOLDER SHEET} with a folder of coloured drawings and a contact sheet to write, a row for each: lines,
 * itself, the drawing coloured after itself, the next, the drawing coloured after that.
 */
final class ColorizeQuality {
    private static final int SHOWN = 240;
    /** Share of black pixels from which a drawing has outlines of its own. */
    private static final double OUTLINED = 0.02;

    private ColorizeQuality() {}

    public static void main(String[] args) throws Exception {
        List<Picture> drawings = new ArrayList<>();
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(args[0]))) {
            for (Path file : files.sorted().toList()) {
                drawings.add(PictureReader.read(file));
                names.add(file.getFileName().toString());
            }
        }
        int n = drawings.size();
        double[] sums = new double[6];
        int followed = 0;
        List<Picture> cells = new ArrayList<>();
        try (Colorizer colorizer = new Colorizer(new ModelStore(Files.createTempDirectory("store")),
                ComputeDevice.processor())) {
            for (int i = 0; i < n; i++) {
                Picture truth = drawings.get(i);
                Picture other = drawings.get((i + 1) % n);
                Picture sketch = sketch(truth);
                long began = System.nanoTime();
                Picture own = color(colorizer, sketch, truth).picture();
                double seconds = (System.nanoTime() - began) / 1e9;
                Picture after = color(colorizer, sketch, other).picture();
                double ownOwn = correlation(own, truth);
                double ownOther = correlation(own, other);
                double afterOther = correlation(after, other);
                double afterOwn = correlation(after, truth);
                double uneven = unevenness(own, sketch);
                double away = distance(own, truth, sketch);
                followed += (ownOwn > ownOther ? 1 : 0) + (afterOther > afterOwn ? 1 : 0);
                double[] figures = {ownOwn, afterOther, chroma(own, truth, sketch), away, uneven, seconds};
                for (int k = 0; k < figures.length; k++) {
                    sums[k] += figures[k] / n;
                }
                System.out.printf(Locale.ROOT, "%-40.40s own %.2f%s other %.2f%s Lab %.2f off %.1f uneven %.2f%n",
                        names.get(i), ownOwn, ownOwn > ownOther ? " " : "!", afterOther,
                        afterOther > afterOwn ? " " : "!", figures[2], away, uneven, seconds);
                cells.addAll(List.of(sketch, truth, own, other, after));
            }
        }
        System.out.printf(Locale.ROOT, "followed %d of %d, correlation %.3f (own %.3f, other %.3f), Lab %.3f, off %.2f,"
                + " uneven %.2f, %.2f s%n", followed, 2 * n, (sums[0] + sums[1]) / 2, sums[0], sums[1], sums[2],
                sums[3], sums[4], sums[5]);
        PictureWriter.write(sheet(cells, 5), Path.of(args[1]), WriteOptions.DEFAULT);
    }

    private static ColorizedDrawing color(Colorizer colorizer, Picture sketch, Picture reference) throws Exception {
        return colorizer.color(new ColorizeRequest(sketch, false, List.of(new Reference(reference, 1)), List.of(),
                null), () -> false, f -> {});
    }

    /** Its own outlines where it has black ones, else those that a pen draws. */
    static Picture sketch(Picture drawing) {
        int n = drawing.plane(0).length;
        float[] ink = new float[n];
        int black = 0;
        for (int i = 0; i < n; i++) {
            float most = Math.max(drawing.plane(0)[i], Math.max(drawing.plane(1)[i], drawing.plane(2)[i]));
            ink[i] = Math.clamp((most - 0.15f) / 0.3f, 0f, 1f);
            black += most < 0.2f ? 1 : 0;
        }
        if (black < OUTLINED * n) {
            ink = LineArt.DEFAULT.draw(drawing);
        }
        return Picture.of(drawing.width(), drawing.height(), new float[][] {ink, ink, ink});
    }

    private static double correlation(Picture a, Picture b) {
        return histogram(a).correlation(histogram(b));
    }

    private static ColorHistogram histogram(Picture p) {
        return ColorHistogram.of(new float[][] {p.plane(0), p.plane(1), p.plane(2)}, false);
    }

    private static double[] lab(Picture p, int i) {
        double[] linear = new double[3];
        for (int c = 0; c < 3; c++) {
            double v = p.plane(c)[i];
            linear[c] = v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
        }
        double x = f((0.4124 * linear[0] + 0.3576 * linear[1] + 0.1805 * linear[2]) / 0.9505);
        double y = f(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]);
        double z = f((0.0193 * linear[0] + 0.1192 * linear[1] + 0.9505 * linear[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        return t > 216.0 / 24389 ? Math.cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    }

    /** Mean of the correlations of L*, a* and b* over what no line covers. */
    private static double chroma(Picture a, Picture b, Picture sketch) {
        double sum = 0;
        int channels = 0;
        for (int c = 0; c < 3; c++) {
            double n = 0;
            double sa = 0;
            double sb = 0;
            double aa = 0;
            double bb = 0;
            double ab = 0;
            for (int i = 0; i < a.plane(0).length; i++) {
                if (sketch.plane(0)[i] > 0.95) {
                    double x = lab(a, i)[c];
                    double y = lab(b, i)[c];
                    n++;
                    sa += x;
                    sb += y;
                    aa += x * x;
                    bb += y * y;
                    ab += x * y;
                }
            }
            double va = aa - sa * sa / n;
            double vb = bb - sb * sb / n;
            if (vb > 1e-6) {
                sum += va < 1e-6 ? 0 : (ab - sa * sb / n) / Math.sqrt(va * vb);
                channels++;
            }
        }
        return channels == 0 ? 1 : sum / channels;
    }

    private static double distance(Picture a, Picture b, Picture sketch) {
        double sum = 0;
        int n = 0;
        for (int i = 0; i < a.plane(0).length; i++) {
            if (sketch.plane(0)[i] > 0.95) {
                double[] x = lab(a, i);
                double[] y = lab(b, i);
                sum += Math.sqrt(Math.pow(x[0] - y[0], 2) + Math.pow(x[1] - y[1], 2) + Math.pow(x[2] - y[2], 2));
                n++;
            }
        }
        return sum / n;
    }

    /** How far, in Lab, pixels lie from the mean of what their closed lines surround. */
    private static double unevenness(Picture a, Picture sketch) {
        int w = a.width();
        int n = a.plane(0).length;
        int[] label = new int[n];
        int[] queue = new int[n];
        int count = 0;
        double all = 0;
        int pixels = 0;
        for (int s = 0; s < n; s++) {
            if (label[s] != 0 || sketch.plane(0)[s] < 0.7) {
                continue;
            }
            label[s] = ++count;
            int end = 1;
            queue[0] = s;
            for (int k = 0; k < end; k++) {
                int i = queue[k];
                int x = i % w;
                int[] next = {x > 0 ? i - 1 : i, x < w - 1 ? i + 1 : i, i >= w ? i - w : i, i < n - w ? i + w : i};
                for (int j : next) {
                    if (label[j] == 0 && sketch.plane(0)[j] >= 0.7) {
                        label[j] = count;
                        queue[end++] = j;
                    }
                }
            }
            if (end < 50) {
                continue;
            }
            double[][] labs = new double[end][];
            double[] mean = new double[3];
            int m = 0;
            for (int k = 0; k < end; k++) {
                if (sketch.plane(0)[queue[k]] > 0.99) {
                    labs[m] = lab(a, queue[k]);
                    for (int c = 0; c < 3; c++) {
                        mean[c] += labs[m][c];
                    }
                    m++;
                }
            }
            for (int k = 0; k < m; k++) {
                double d = 0;
                for (int c = 0; c < 3; c++) {
                    d += Math.pow(labs[k][c] - mean[c] / m, 2);
                }
                all += Math.sqrt(d);
            }
            pixels += m;
        }
        return all / Math.max(1, pixels);
    }

    private static Picture sheet(List<Picture> cells, int columns) {
        int rows = cells.size() / columns;
        int w = columns * SHOWN;
        float[][] out = new float[3][w * rows * SHOWN];
        for (float[] plane : out) {
            Arrays.fill(plane, 1);
        }
        for (int k = 0; k < cells.size(); k++) {
            Picture cell = cells.get(k);
            double scale = (SHOWN - 4.0) / Math.max(cell.width(), cell.height());
            Picture small = Resample.area(cell, (int) (cell.width() * scale), (int) (cell.height() * scale));
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < small.height(); y++) {
                    System.arraycopy(small.plane(c), y * small.width(), out[c],
                            (k / columns * SHOWN + y) * w + k % columns * SHOWN, small.width());
                }
            }
        }
        return Picture.of(w, rows * SHOWN, out);
    }
}
