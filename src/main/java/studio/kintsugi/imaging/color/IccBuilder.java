package studio.kintsugi.imaging.color;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Makes matrix and curve profiles (ICC.1:2010, version 4.3) from primaries and a tone curve. */
final class IccBuilder {
    /** White, red, green and blue of BT.709 and sRGB, as x and y. */
    static final double[] BT_709 = {0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06};
    static final double[] BT_2020 = {0.3127, 0.3290, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046};
    static final double[] DISPLAY_P3 = {0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060};
    private static final double[] D50 = {0.9642, 1, 0.8249};
    private static final double[][] BRADFORD = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}};
    private static final int HEADER = 128;
    private static final int TABLE = 1024;

    private IccBuilder() {}

    /** A "para" tag: light is the encoded value to the power of {@code gamma}. */
    static byte[] power(double gamma) {
        return ByteBuffer.allocate(16).put(ascii("para")).putInt(0).putInt(0).putInt(fixed(gamma)).array();
    }

    /** A "curv" tag with a function from encoded values to light, both 0–1. */
    static byte[] table(DoubleUnaryOperator light) {
        ByteBuffer out = ByteBuffer.allocate(12 + 2 * TABLE).put(ascii("curv")).putInt(0).putInt(TABLE);
        for (int i = 0; i < TABLE; i++) {
            out.putShort((short) Math.round(Math.clamp(light.applyAsDouble(i / (TABLE - 1.0)), 0, 1) * 65535));
        }
        return out.array();
    }

    /**
     * An RGB profile.
     *
     * @param places of white, red, green and blue, as x and y each
     * @throws IllegalArgumentException where no colour space has such primaries
     */
    static byte[] rgb(double[] places, byte[] curve) {
        double[][] m = toD50(places);
        Map<String, byte[]> tags = common();
        String[] names = {"r", "g", "b"};
        for (int c = 0; c < 3; c++) {
            tags.put(names[c] + "XYZ", xyz(m[0][c], m[1][c], m[2][c]));
        }
        for (String name : names) {
            tags.put(name + "TRC", curve);
        }
        return profile("RGB ", tags);
    }

    static byte[] gray(byte[] curve) {
        Map<String, byte[]> tags = common();
        tags.put("kTRC", curve);
        return profile("GRAY", tags);
    }

    private static Map<String, byte[]> common() {
        Map<String, byte[]> tags = new LinkedHashMap<>();
        tags.put("desc", text("Colours of the PNG file"));
        tags.put("cprt", text("CC0"));
        tags.put("wtpt", xyz(D50[0], D50[1], D50[2]));
        return tags;
    }

    private static byte[] profile(String space, Map<String, byte[]> tags) {
        ByteArrayOutputStream bodies = new ByteArrayOutputStream();
        ByteBuffer table = ByteBuffer.allocate(4 + 12 * tags.size()).putInt(tags.size());
        int base = HEADER + table.capacity();
        tags.forEach((name, body) -> {
            table.put(ascii(name)).putInt(base + bodies.size()).putInt(body.length);
            bodies.writeBytes(body);
            bodies.writeBytes(new byte[-body.length & 3]);
        });
        ByteBuffer out = ByteBuffer.allocate(base + bodies.size());
        out.putInt(out.capacity()).putInt(0).putInt(0x04300000).put(ascii("mntr")).put(ascii(space)).put(ascii("XYZ "));
        out.put(36, ascii("acsp")).putInt(68, fixed(D50[0])).putInt(72, fixed(D50[1])).putInt(76, fixed(D50[2]));
        out.position(HEADER);
        return out.put(table.array()).put(bodies.toByteArray()).array();
    }

    private static double[][] toD50(double[] p) {
        double[][] primaries = new double[3][3];
        for (int c = 0; c < 3; c++) {
            double[] xyz = xyz(p[2 + 2 * c], p[3 + 2 * c]);
            for (int row = 0; row < 3; row++) {
                primaries[row][c] = xyz[row];
            }
        }
        double[] white = xyz(p[0], p[1]);
        double[] scale = times(inverse(primaries), white);
        double[] cone = times(BRADFORD, white);
        double[] target = times(BRADFORD, D50);
        double[][] adapt = new double[3][3];
        for (int row = 0; row < 3; row++) {
            for (int c = 0; c < 3; c++) {
                adapt[row][c] = BRADFORD[row][c] * target[row] / cone[row];
            }
        }
        double[][] out = new double[3][3];
        double[][] back = inverse(BRADFORD);
        for (int c = 0; c < 3; c++) {
            double[] column = {primaries[0][c] * scale[c], primaries[1][c] * scale[c], primaries[2][c] * scale[c]};
            double[] adapted = times(back, times(adapt, column));
            for (int row = 0; row < 3; row++) {
                out[row][c] = adapted[row];
            }
        }
        return out;
    }

    private static double[] xyz(double x, double y) {
        if (!(y > 0)) {
            throw new IllegalArgumentException("a colour without luminance");
        }
        return new double[] {x / y, 1, (1 - x - y) / y};
    }

    private static double[] times(double[][] m, double[] v) {
        double[] out = new double[3];
        for (int row = 0; row < 3; row++) {
            out[row] = m[row][0] * v[0] + m[row][1] * v[1] + m[row][2] * v[2];
        }
        return out;
    }

    private static double[][] inverse(double[][] m) {
        double[][] out = new double[3][3];
        double determinant = 0;
        for (int c = 0; c < 3; c++) {
            determinant += m[0][c] * (m[1][(c + 1) % 3] * m[2][(c + 2) % 3] - m[1][(c + 2) % 3] * m[2][(c + 1) % 3]);
        }
        if (Math.abs(determinant) < 1e-9) {
            throw new IllegalArgumentException("primaries on one line");
        }
        for (int row = 0; row < 3; row++) {
            for (int c = 0; c < 3; c++) {
                int r1 = (c + 1) % 3;
                int r2 = (c + 2) % 3;
                int c1 = (row + 1) % 3;
                int c2 = (row + 2) % 3;
                out[row][c] = (m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1]) / determinant;
            }
        }
        return out;
    }

    private static byte[] xyz(double x, double y, double z) {
        return ByteBuffer.allocate(20).put(ascii("XYZ ")).putInt(0).putInt(fixed(x)).putInt(fixed(y)).putInt(fixed(z))
                .array();
    }

    private static byte[] text(String text) {
        byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
        return ByteBuffer.allocate(28 + utf16.length).put(ascii("mluc")).putInt(0).putInt(1).putInt(12)
                .put(ascii("enUS")).putInt(utf16.length).putInt(28).put(utf16).array();
    }

    private static int fixed(double value) {
        return (int) Math.round(value * 65536);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
