package studio.kintsugi.imaging.color;

import java.nio.ByteBuffer;

/** A tone curve of an ICC profile ("curv" or "para"): from encoded values to linear light, both 0–1. */
final class IccCurve {
    private static final int CURV = 0x63757276;
    private static final int PARA = 0x70617261;
    private static final int[] PARAMETERS = {1, 3, 4, 5, 7};
    private static final double FIXED = 65536;

    private final double[] table;
    private final int function;
    private final double[] p;

    private IccCurve(double[] table, int function, double[] parameters) {
        this.table = table;
        this.function = function;
        this.p = parameters;
    }

    /**
     * Reads a curve tag.
     *
     * @throws IllegalArgumentException where it is neither kind or cut short
     */
    static IccCurve parse(byte[] tag) {
        if (tag == null || tag.length < 12) {
            throw new IllegalArgumentException("no curve");
        }
        ByteBuffer in = ByteBuffer.wrap(tag);
        if (in.getInt(0) == CURV) {
            return parseTable(in.position(8));
        }
        int function = in.getShort(8);
        if (in.getInt(0) != PARA || function < 0 || function >= PARAMETERS.length
                || tag.length < 12 + 4 * PARAMETERS[function]) {
            throw new IllegalArgumentException("not a curve");
        }
        in.position(12);
        double[] parameters = new double[7];
        for (int i = 0; i < PARAMETERS[function]; i++) {
            parameters[i] = in.getInt() / FIXED;
        }
        return new IccCurve(null, function, parameters);
    }

    private static IccCurve parseTable(ByteBuffer in) {
        int count = in.getInt();
        if (count < 0 || in.remaining() < 2L * count) {
            throw new IllegalArgumentException("curve cut short");
        }
        if (count <= 1) {
            double gamma = count == 0 ? 1 : (in.getShort() & 0xffff) / 256.0;
            return new IccCurve(null, 0, new double[] {gamma, 0, 0, 0, 0, 0, 0});
        }
        double[] table = new double[count];
        for (int i = 0; i < count; i++) {
            table[i] = (in.getShort() & 0xffff) / 65535.0;
        }
        return new IccCurve(table, 0, null);
    }

    /** Linear light for an encoded value. */
    double at(double x) {
        if (table != null) {
            double position = x * (table.length - 1);
            int below = Math.min((int) position, table.length - 2);
            return table[below] + (position - below) * (table[below + 1] - table[below]);
        }
        double g = p[0];
        double a = p[1];
        double b = p[2];
        double c = p[3];
        double d = p[4];
        return switch (function) {
            case 0 -> Math.pow(x, g);
            case 1 -> a * x + b >= 0 ? Math.pow(a * x + b, g) : 0;
            case 2 -> a * x + b >= 0 ? Math.pow(a * x + b, g) + c : c;
            case 3 -> x >= d ? Math.pow(a * x + b, g) : c * x;
            default -> x >= d ? Math.pow(a * x + b, g) + p[5] : c * x + p[6];
        };
    }
}
