package studio.kintsugi.imaging.color;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.ByteBuffer;

/** Tells apart the ICC profiles that files embed. */
public final class Icc {
    static final int RGB = ICC_Profile.icSigRgbData;
    static final int GRAY = ICC_Profile.icSigGrayData;
    static final int CMYK = ICC_Profile.icSigCmykData;
    private static final int HEADER = 128;
    private static final int MAGIC = 0x61637370;
    private static final int LUT = 1025;

    private Icc() {}

    /** Whether {@code icc} is a whole, usable profile of the given colour space. */
    static boolean is(byte[] icc, int space) {
        if (icc == null || icc.length < HEADER) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(icc);
        if (header.getInt(36) != MAGIC || header.getInt(16) != space || header.getInt(0) > icc.length) {
            return false;
        }
        try {
            ICC_Profile profile = ICC_Profile.getInstance(icc);
            float[] probe = new float[profile.getNumComponents()];
            new ICC_ColorSpace(profile).toRGB(probe);
            return true;
        } catch (RuntimeException damaged) {
            return false;
        }
    }

    /** The profile where it is one of RGB, else null. */
    public static byte[] rgbOrNull(byte[] icc) {
        return is(icc, RGB) ? icc : null;
    }

    /** Turns grey values of a grey profile into sRGB ones, in place; does nothing for any other profile. */
    public static void grayToSrgb(float[] plane, byte[] icc) {
        if (!is(icc, GRAY)) {
            return;
        }
        ICC_ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(icc));
        float[] table = new float[LUT + 1];
        for (int i = 0; i < LUT; i++) {
            table[i] = space.toRGB(new float[] {i / (LUT - 1f)})[1];
        }
        table[LUT] = table[LUT - 1];
        for (int i = 0; i < plane.length; i++) {
            float at = plane[i] * (LUT - 1);
            int below = (int) at;
            plane[i] = table[below] + (at - below) * (table[below + 1] - table[below]);
        }
    }
}
