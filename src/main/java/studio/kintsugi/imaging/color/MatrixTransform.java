package studio.kintsugi.imaging.color;

import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;

/** From an RGB space of three primaries and three curves to sRGB, through tables and one matrix. */
public final class MatrixTransform implements DisplayTransform {
    private static final int IN = 4096;
    private static final int OUT = 16384;
    private static final int XYZ = 0x58595A20;
    private static final double FIXED = 65536;
    private static final int[] COLUMNS =
            {ICC_Profile.icSigRedColorantTag, ICC_Profile.icSigGreenColorantTag, ICC_Profile.icSigBlueColorantTag};
    private static final int[] CURVES =
            {ICC_Profile.icSigRedTRCTag, ICC_Profile.icSigGreenTRCTag, ICC_Profile.icSigBlueTRCTag};
    /** Linear sRGB from XYZ relative to D50 (Bradford-adapted, as in ICC's sRGB profile). */
    private static final double[][] FROM_D50 = {
        {3.1338561, -1.6168667, -0.4906146},
        {-0.9787684, 1.9161415, 0.0334540},
        {0.0719453, -0.2289914, 1.4052427}};
    private static final byte[] ENCODE = encodeTable();

    private final float[][] linear = new float[3][IN + 1];
    private final float[] m = new float[9];

    /** @throws IllegalArgumentException where the profile is not of this simple kind */
    public MatrixTransform(byte[] icc) {
        ICC_Profile profile = ICC_Profile.getInstance(icc);
        double[][] toXyz = new double[3][3];
        for (int c = 0; c < 3; c++) {
            double[] primary = primary(profile.getData(COLUMNS[c]));
            for (int i = 0; i < 3; i++) {
                toXyz[i][c] = primary[i];
            }
            IccCurve curve = IccCurve.parse(profile.getData(CURVES[c]));
            for (int i = 0; i <= IN; i++) {
                linear[c][i] = (float) curve.at(Math.min(1, i / (double) (IN - 1)));
            }
        }
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int k = 0; k < 3; k++) {
                    m[row * 3 + column] += (float) (FROM_D50[row][k] * toXyz[k][column]);
                }
            }
        }
    }

    private static double[] primary(byte[] tag) {
        if (tag == null || tag.length < 20 || ByteBuffer.wrap(tag).getInt() != XYZ) {
            throw new IllegalArgumentException("no primaries");
        }
        ByteBuffer in = ByteBuffer.wrap(tag).position(8);
        return new double[] {in.getInt() / FIXED, in.getInt() / FIXED, in.getInt() / FIXED};
    }

    private static byte[] encodeTable() {
        byte[] table = new byte[OUT];
        for (int i = 0; i < OUT; i++) {
            double x = i / (double) (OUT - 1);
            double encoded = x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
            table[i] = (byte) Math.round(encoded * 255);
        }
        return table;
    }

    /** Whether the space is sRGB to within a step of eight bits. */
    boolean isSrgb() {
        int n = 5 * 5 * 5 + 256;
        float[][] probe = new float[3][n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                probe[c][i] = i < 256 ? i / 255f : (i - 256) / (int) Math.pow(5, c) % 5 / 4f;
            }
        }
        int[] here = new int[n];
        int[] plain = new int[n];
        convert(probe[0], probe[1], probe[2], 0, n, here, 0);
        SRGB.convert(probe[0], probe[1], probe[2], 0, n, plain, 0);
        for (int i = 0; i < n; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                if (Math.abs((here[i] >> shift & 0xff) - (plain[i] >> shift & 0xff)) > 1) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public void convert(float[] r, float[] g, float[] b, int from, int count, int[] out, int to) {
        float[] redLine = linear[0];
        float[] greenLine = linear[1];
        float[] blueLine = linear[2];
        for (int i = from; i < from + count; i++, to++) {
            float red = redLine[index(r[i])];
            float green = greenLine[index(g[i])];
            float blue = blueLine[index(b[i])];
            out[to] = OPAQUE | encode(m[0] * red + m[1] * green + m[2] * blue) << 16
                    | encode(m[3] * red + m[4] * green + m[5] * blue) << 8
                    | encode(m[6] * red + m[7] * green + m[8] * blue);
        }
    }

    private static int index(float value) {
        return Math.clamp((int) (value * (IN - 1) + 0.5f), 0, IN);
    }

    private static int encode(float light) {
        return ENCODE[Math.clamp((int) (light * (OUT - 1) + 0.5f), 0, OUT - 1)] & 0xff;
    }
}
