package studio.kintsugi.imaging.color;

import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.SampleQuantizer;

/** Turns encoded values of one RGB space into opaque packed sRGB pixels. Thread-safe. */
@FunctionalInterface
interface DisplayTransform {
    int OPAQUE = 0xff000000;

    /** For pixels that are sRGB already. */
    DisplayTransform SRGB = (r, g, b, from, count, out, to) -> {
        for (int i = from; i < from + count; i++, to++) {
            out[to] = OPAQUE | SampleQuantizer.quantize(r[i], 255) << 16 | SampleQuantizer.quantize(g[i], 255) << 8
                    | SampleQuantizer.quantize(b[i], 255);
        }
    };

    /**
     * Converts a run of pixels.
     *
     * @param r encoded red 0–1, as {@code g} and {@code b} likewise
     * @param from index of the first pixel in them
     * @param out 0xffRRGGBB from index {@code to} on
     */
    void convert(float[] r, float[] g, float[] b, int from, int count, int[] out, int to);

    /** The transform for a profile: a matrix and curves where it has them, the platform's colour engine otherwise. */
    static DisplayTransform of(ColorProfile profile) {
        if (profile.icc().isEmpty()) {
            return SRGB;
        }
        byte[] icc = profile.icc().get();
        try {
            MatrixTransform matrix = new MatrixTransform(icc);
            return matrix.isSrgb() ? SRGB : matrix;
        } catch (IllegalArgumentException noMatrix) {
            return Icc.is(icc, Icc.RGB) ? new EngineTransform(icc) : SRGB;
        }
    }
}
