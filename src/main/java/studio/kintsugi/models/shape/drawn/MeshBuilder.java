package studio.kintsugi.models.shape.drawn;

import java.util.Arrays;

/** Gathers triangles of simple solids; what was added since {@link #mark()} can be turned, moved and copied. */
final class MeshBuilder {
    private static final int ROUND = 16;

    private float[] points = new float[3 * 256];
    private int[] corners = new int[3 * 256];
    private int[] colors = new int[256];
    private String[] parts = new String[256];
    private int pointCount;
    private int triangleCount;
    private int markedPoint;
    private int markedTriangle;
    private int color = Mesh.MAIN;
    private String part;

    /** Colour of what follows: 0xRRGGBB or {@link Mesh#MAIN}. */
    void color(int rgb) {
        color = rgb;
    }

    /** Name of what follows; null for none. */
    void part(String name) {
        part = name;
    }

    int point(double x, double y, double z) {
        if (3 * pointCount + 3 > points.length) {
            points = Arrays.copyOf(points, 2 * points.length);
        }
        points[3 * pointCount] = (float) x;
        points[3 * pointCount + 1] = (float) y;
        points[3 * pointCount + 2] = (float) z;
        return pointCount++;
    }

    void triangle(int a, int b, int c) {
        if (triangleCount == colors.length) {
            corners = Arrays.copyOf(corners, 2 * corners.length);
            colors = Arrays.copyOf(colors, 2 * colors.length);
            parts = Arrays.copyOf(parts, 2 * parts.length);
        }
        corners[3 * triangleCount] = a;
        corners[3 * triangleCount + 1] = b;
        corners[3 * triangleCount + 2] = c;
        parts[triangleCount] = part;
        colors[triangleCount++] = color;
    }

    private void quad(int a, int b, int c, int d) {
        triangle(a, b, c);
        triangle(a, c, d);
    }

    void box(double cx, double cy, double cz, double hx, double hy, double hz) {
        int[] p = new int[8];
        for (int i = 0; i < 8; i++) {
            p[i] = point(cx + ((i & 1) == 0 ? -hx : hx), cy + ((i & 2) == 0 ? -hy : hy),
                    cz + ((i & 4) == 0 ? -hz : hz));
        }
        quad(p[0], p[1], p[3], p[2]);
        quad(p[4], p[5], p[7], p[6]);
        quad(p[0], p[1], p[5], p[4]);
        quad(p[2], p[3], p[7], p[6]);
        quad(p[0], p[2], p[6], p[4]);
        quad(p[1], p[3], p[7], p[5]);
    }

    /** A prism with a gable to the front and to the back. */
    void roof(double cx, double cy, double cz, double hx, double hy, double hz) {
        int[] p = new int[6];
        for (int i = 0; i < 2; i++) {
            double z = cz + (i == 0 ? -hz : hz);
            p[3 * i] = point(cx - hx, cy - hy, z);
            p[3 * i + 1] = point(cx + hx, cy - hy, z);
            p[3 * i + 2] = point(cx, cy + hy, z);
        }
        triangle(p[0], p[1], p[2]);
        triangle(p[3], p[4], p[5]);
        quad(p[0], p[1], p[4], p[3]);
        quad(p[0], p[2], p[5], p[3]);
        quad(p[1], p[2], p[5], p[4]);
    }

    void pyramid(double cx, double cy, double cz, double hx, double hy, double hz) {
        int a = point(cx - hx, cy - hy, cz - hz);
        int b = point(cx + hx, cy - hy, cz - hz);
        int c = point(cx + hx, cy - hy, cz + hz);
        int d = point(cx - hx, cy - hy, cz + hz);
        int top = point(cx, cy + hy, cz);
        quad(a, b, c, d);
        triangle(a, b, top);
        triangle(b, c, top);
        triangle(c, d, top);
        triangle(d, a, top);
    }

    void ball(double cx, double cy, double cz, double rx, double ry, double rz) {
        int rings = ROUND / 2;
        int first = pointCount;
        for (int i = 0; i <= rings; i++) {
            double latitude = Math.PI * i / rings;
            for (int j = 0; j < ROUND; j++) {
                double longitude = 2 * Math.PI * j / ROUND;
                point(cx + rx * Math.sin(latitude) * Math.cos(longitude), cy + ry * Math.cos(latitude),
                        cz + rz * Math.sin(latitude) * Math.sin(longitude));
            }
        }
        grid(first, rings, ROUND);
    }

    /** A torus round an axis: 0 for x, 1 for y, 2 for z. */
    void ring(double cx, double cy, double cz, double large, double small, int axis) {
        int around = 24;
        int section = 8;
        int first = pointCount;
        for (int i = 0; i <= around; i++) {
            double u = 2 * Math.PI * i / around;
            for (int j = 0; j < section; j++) {
                double v = 2 * Math.PI * j / section;
                double r = large + small * Math.cos(v);
                double h = small * Math.sin(v);
                double a = r * Math.cos(u);
                double b = r * Math.sin(u);
                switch (axis) {
                    case 0 -> point(cx + h, cy + a, cz + b);
                    case 1 -> point(cx + a, cy + h, cz + b);
                    default -> point(cx + a, cy + b, cz + h);
                }
            }
        }
        grid(first, around, section);
    }

    /** Between two points with a radius at each, closed. */
    void tube(double x0, double y0, double z0, double r0, double x1, double y1, double z1, double r1) {
        double[] d = {x1 - x0, y1 - y0, z1 - z0};
        double length = Math.max(1e-6, Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]));
        double[] helper = Math.abs(d[1]) > 0.9 * length ? new double[] {1, 0, 0} : new double[] {0, 1, 0};
        double[] u = unit(cross(d, helper));
        double[] v = unit(cross(d, u));
        int sides = 12;
        int first = pointCount;
        for (int i = 0; i < 4; i++) {
            double r = i == 0 || i == 3 ? 0 : i == 1 ? r0 : r1;
            double t = i < 2 ? 0 : 1;
            for (int j = 0; j < sides; j++) {
                double c = r * Math.cos(2 * Math.PI * j / sides);
                double s = r * Math.sin(2 * Math.PI * j / sides);
                point(x0 + t * d[0] + c * u[0] + s * v[0], y0 + t * d[1] + c * u[1] + s * v[1],
                        z0 + t * d[2] + c * u[2] + s * v[2]);
            }
        }
        grid(first, 3, sides);
    }

    /**
     * Turned on a lathe.
     *
     * @param profile radius and height in turn
     */
    void spin(double[] profile) {
        int first = pointCount;
        for (int i = 0; i + 1 < profile.length; i += 2) {
            for (int j = 0; j < ROUND; j++) {
                double a = 2 * Math.PI * j / ROUND;
                point(profile[i] * Math.cos(a), profile[i + 1], profile[i] * Math.sin(a));
            }
        }
        grid(first, profile.length / 2 - 1, ROUND);
    }

    /** Through points with one radius, rounded at its joints and its ends. */
    void path(double radius, double... points) {
        for (int i = 0; i + 2 < points.length; i += 3) {
            ball(points[i], points[i + 1], points[i + 2], radius, radius, radius);
            if (i > 0) {
                tube(points[i - 3], points[i - 2], points[i - 1], radius, points[i], points[i + 1], points[i + 2],
                        radius);
            }
        }
    }

    /**
     * An outline at right angles to an axis, as thick as twice {@code depth}. All of it can be seen from its middle.
     *
     * @param axis 0 for x, with an outline of z and y in turn; 1 for y, x and z; 2 for z, x and y
     */
    void flat(int axis, double depth, double... outline) {
        int n = outline.length / 2;
        double x = 0;
        double y = 0;
        for (int i = 0; i < n; i++) {
            x += outline[2 * i] / n;
            y += outline[2 * i + 1] / n;
        }
        int front = flatPoint(axis, x, y, depth);
        int back = flatPoint(axis, x, y, -depth);
        int first = pointCount;
        for (int i = 0; i < n; i++) {
            flatPoint(axis, outline[2 * i], outline[2 * i + 1], depth);
            flatPoint(axis, outline[2 * i], outline[2 * i + 1], -depth);
        }
        for (int i = 0; i < n; i++) {
            int a = first + 2 * i;
            int b = first + 2 * ((i + 1) % n);
            triangle(front, a, b);
            triangle(back, a + 1, b + 1);
            quad(a, b, b + 1, a + 1);
        }
    }

    private int flatPoint(int axis, double u, double v, double depth) {
        return switch (axis) {
            case 0 -> point(depth, v, u);
            case 1 -> point(u, depth, v);
            default -> point(u, v, depth);
        };
    }

    private void grid(int first, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                int next = (j + 1) % columns;
                quad(first + i * columns + j, first + i * columns + next, first + (i + 1) * columns + next,
                        first + (i + 1) * columns + j);
            }
        }
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double[] unit(double[] a) {
        double length = Math.max(1e-9, Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]));
        return new double[] {a[0] / length, a[1] / length, a[2] / length};
    }

    void mark() {
        markedPoint = pointCount;
        markedTriangle = triangleCount;
    }

    void move(double x, double y, double z) {
        for (int i = markedPoint; i < pointCount; i++) {
            points[3 * i] += (float) x;
            points[3 * i + 1] += (float) y;
            points[3 * i + 2] += (float) z;
        }
    }

    private double[] middle() {
        double[] middle = new double[3];
        for (int i = markedPoint; i < pointCount; i++) {
            for (int a = 0; a < 3; a++) {
                middle[a] += points[3 * i + a] / (pointCount - markedPoint);
            }
        }
        return middle;
    }

    /** Stretches what was marked along the axes, its middle kept. */
    void stretchInPlace(double... factors) {
        double[] middle = middle();
        for (int i = markedPoint; i < pointCount; i++) {
            for (int a = 0; a < 3; a++) {
                points[3 * i + a] = (float) (middle[a] + factors[a] * (points[3 * i + a] - middle[a]));
            }
        }
    }

    /** Stretches all of it along the axes. */
    void stretch(double... factors) {
        for (int i = 0; i < 3 * pointCount; i++) {
            points[i] *= (float) factors[i % 3];
        }
    }

    /**
     * Makes all of it wider in some heights and narrower in others.
     *
     * @param taper how much wider at the top than at the middle, and how much narrower at the bottom, as a share
     * @param belly how much wider at the middle than at both ends, as a share
     */
    void bulge(double taper, double belly) {
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        for (int i = 0; i < pointCount; i++) {
            low = Math.min(low, points[3 * i + 1]);
            high = Math.max(high, points[3 * i + 1]);
        }
        for (int i = 0; i < pointCount; i++) {
            double y = 2 * (points[3 * i + 1] - low) / Math.max(1e-6, high - low) - 1;
            double factor = 1 + taper * y + belly * (1 - y * y);
            points[3 * i] *= (float) factor;
            points[3 * i + 2] *= (float) factor;
        }
    }

    /** Turns what was marked about its own middle. */
    void turnInPlace(int axis, double degrees) {
        double[] middle = middle();
        move(-middle[0], -middle[1], -middle[2]);
        turn(markedPoint, axis, Math.toRadians(degrees));
        move(middle[0], middle[1], middle[2]);
    }

    private void turn(int from, int axis, double radians) {
        int a = (axis + 1) % 3;
        int b = (axis + 2) % 3;
        float c = (float) Math.cos(radians);
        float s = (float) Math.sin(radians);
        for (int i = from; i < pointCount; i++) {
            float p = points[3 * i + a];
            float q = points[3 * i + b];
            points[3 * i + a] = c * p - s * q;
            points[3 * i + b] = s * p + c * q;
        }
    }

    /** Adds a copy of what was marked, mirrored along an axis; both are marked then. */
    void mirror(int axis) {
        int from = copy(markedPoint, pointCount, markedTriangle, triangleCount);
        for (int i = from; i < pointCount; i++) {
            points[3 * i + axis] = -points[3 * i + axis];
        }
    }

    /** Adds copies of what was marked, spread evenly round an axis. */
    void repeat(int axis, int times) {
        int endPoint = pointCount;
        int endTriangle = triangleCount;
        for (int i = 1; i < times; i++) {
            turn(copy(markedPoint, endPoint, markedTriangle, endTriangle), axis, 2 * Math.PI * i / times);
        }
    }

    private int copy(int fromPoint, int toPoint, int fromTriangle, int toTriangle) {
        int start = pointCount;
        for (int i = fromPoint; i < toPoint; i++) {
            point(points[3 * i], points[3 * i + 1], points[3 * i + 2]);
        }
        int kept = color;
        String keptPart = part;
        for (int t = fromTriangle; t < toTriangle; t++) {
            color = colors[t];
            part = parts[t];
            triangle(corners[3 * t] - fromPoint + start, corners[3 * t + 1] - fromPoint + start,
                    corners[3 * t + 2] - fromPoint + start);
        }
        color = kept;
        part = keptPart;
        return start;
    }

    Mesh build() {
        return Mesh.fitted(Arrays.copyOf(points, 3 * pointCount), Arrays.copyOf(corners, 3 * triangleCount),
                Arrays.copyOf(colors, triangleCount), Arrays.copyOf(parts, triangleCount));
    }
}
