package studio.kintsugi.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Curves over one axis as an SVG file, light enough to be kept in documentation. */
public final class LineChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 56;
    private static final int BOTTOM = 44;
    private static final int TOP = 34;
    private static final int RIGHT = 16;
    private static final int TICKS = 5;
    private static final String[] COLORS = {"#b4532a", "#b08a1e", "#4a6fa5", "#5b8c5a"};

    private final String across;
    private final String up;
    private final List<Curve> curves = new ArrayList<>();

    private record Curve(String name, List<double[]> points) {}

    /**
     * @param across title of the horizontal axis
     * @param up title of the vertical axis
     */
    public LineChart(String across, String up) {
        this.across = across;
        this.up = up;
    }

    /**
     * @param points x and y each, in the order they are joined
     */
    public LineChart add(String name, List<double[]> points) {
        curves.add(new Curve(name, List.copyOf(points)));
        return this;
    }

    /** The file's content; there is one point at least. */
    public String svg() {
        double[] x = range(0);
        double[] y = range(1);
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n<rect width=\"100%%\" height=\"100%%\""
                + " fill=\"#fff\"/>%n",
                WIDTH, HEIGHT));
        for (int i = 0; i <= TICKS; i++) {
            double u = x[0] + i * (x[1] - x[0]) / TICKS;
            double v = y[0] + i * (y[1] - y[0]) / TICKS;
            line(out, LEFT, down(v, y), WIDTH - RIGHT, down(v, y));
            text(out, LEFT - 6, down(v, y) + 4, "end", number(v));
            text(out, right(u, x), HEIGHT - BOTTOM + 16, "middle", number(u));
        }
        text(out, (LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 8, "middle", across);
        text(out, 6, 14, "start", up);
        for (int i = 0; i < curves.size(); i++) {
            String color = COLORS[i % COLORS.length];
            StringBuilder points = new StringBuilder();
            curves.get(i).points().forEach(p -> points.append(
                    String.format(Locale.ROOT, "%.1f,%.1f ", right(p[0], x), down(p[1], y))));
            out.append("<polyline fill=\"none\" stroke=\"").append(color).append("\" stroke-width=\"1.8\" points=\"")
                    .append(points.toString().strip()).append("\"/>\n");
            double key = 120 + i * 260.0;
            out.append(String.format(Locale.ROOT, "<rect x=\"%.0f\" y=\"6\" width=\"18\" height=\"4\" fill=\"%s\"/>%n",
                    key, color));
            text(out, key + 24, 14, "start", curves.get(i).name());
        }
        return out.append("</svg>\n").toString();
    }

    private double[] range(int axis) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Curve c : curves) {
            for (double[] p : c.points()) {
                least = Math.min(least, p[axis]);
                most = Math.max(most, p[axis]);
            }
        }
        return most > least ? new double[] {least, most} : new double[] {least - 1, most + 1};
    }

    private static double right(double value, double[] range) {
        return LEFT + (value - range[0]) / (range[1] - range[0]) * (WIDTH - LEFT - RIGHT);
    }

    private static double down(double value, double[] range) {
        return HEIGHT - BOTTOM - (value - range[0]) / (range[1] - range[0]) * (HEIGHT - BOTTOM - TOP);
    }

    private static String number(double value) {
        return Math.abs(value) >= 100 ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static void line(StringBuilder out, double x1, double y1, double x2, double y2) {
        out.append(String.format(Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>%n", x1, y1, x2, y2));
    }

    private static void text(StringBuilder out, double x, double y, String anchor, String words) {
        out.append(String.format(Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333\">%s</text>%n",
                x, y, anchor, words.replace("&", "&amp;").replace("<", "&lt;")));
    }
}
