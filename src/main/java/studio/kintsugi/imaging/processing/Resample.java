package studio.kintsugi.imaging.processing;

import java.util.Arrays;
import java.util.stream.IntStream;
import studio.kintsugi.imaging.Picture;

/**
 * Gives pictures another size. Profile, depth and metadata stay; alpha is taken into account, so that colours of
 * transparent pixels do not bleed; values stay in 0–1. Sizes below 1 throw {@link IllegalArgumentException}.
 */
public final class Resample {
    private Resample() {}

    /** How an output pixel is made from input pixels. */
    private enum Filter { BICUBIC, AREA, NEAREST }

    /** Bicubic (a = -0.5), widened when it makes smaller, edges mirrored, as MATLAB's imresize. */
    public static Picture bicubic(Picture picture, int width, int height) {
        return resize(picture, width, height, Filter.BICUBIC, width / (double) picture.width(),
                height / (double) picture.height());
    }

    /** The same by a factor; sizes are rounded up and the factor holds exactly, as MATLAB's imresize does it. */
    public static Picture bicubic(Picture picture, double factor) {
        return resize(picture, (int) Math.ceil(picture.width() * factor - 1e-9),
                (int) Math.ceil(picture.height() * factor - 1e-9), Filter.BICUBIC, factor, factor);
    }

    /**
     * As people expect of a photo: bicubic, and what gets smaller is averaged in linear light, so that fine bright
     * detail keeps its brightness. Every profile is taken to have the tone curve of sRGB.
     */
    public static Picture photo(Picture picture, int width, int height) {
        if (width >= picture.width() && height >= picture.height()) {
            return bicubic(picture, width, height);
        }
        Picture small = bicubic(toned(picture, Resample::toLight), width, height);
        return toned(small, Resample::fromLight);
    }

    /** A tone curve. */
    private interface Tone {
        float of(float value);
    }

    private static Picture toned(Picture picture, Tone curve) {
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < planes.length; c++) {
            if (c > 0 && picture.plane(c) == picture.plane(0)) {
                planes[c] = planes[0];
                continue;
            }
            float[] from = picture.plane(c);
            float[] to = new float[from.length];
            IntStream.range(0, picture.height()).parallel().forEach(y -> {
                for (int i = y * picture.width(); i < (y + 1) * picture.width(); i++) {
                    to[i] = curve.of(from[i]);
                }
            });
            planes[c] = to;
        }
        return picture.withPlanes(planes);
    }

    private static float toLight(float v) {
        return v <= 0.04045f ? v / 12.92f : (float) Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static float fromLight(float v) {
        return v <= 0.0031308f ? v * 12.92f : (float) (1.055 * Math.pow(v, 1 / 2.4) - 0.055);
    }

    /** Each output pixel is the mean of the input that it covers; for making smaller. */
    public static Picture area(Picture picture, int width, int height) {
        return resize(picture, width, height, Filter.AREA, width / (double) picture.width(),
                height / (double) picture.height());
    }

    /** Each output pixel is the input pixel under its centre. */
    public static Picture nearest(Picture picture, int width, int height) {
        return resize(picture, width, height, Filter.NEAREST, width / (double) picture.width(),
                height / (double) picture.height());
    }

    /** The alpha that {@link #bicubic} gives, alone; the picture must have one. */
    public static float[] alpha(Picture picture, int width, int height) {
        Taps across = taps(picture.width(), width, Filter.BICUBIC, width / (double) picture.width());
        Taps down = taps(picture.height(), height, Filter.BICUBIC, height / (double) picture.height());
        float[] out = resize(picture.alpha().orElseThrow(), null, picture.width(), across, down);
        clamp(out);
        return out;
    }

    /** For each output position the input positions that make it up, and their weights. */
    private record Taps(int[][] indices, float[][] weights) {}

    private static Picture resize(Picture picture, int width, int height, Filter filter, double scaleX,
            double scaleY) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("impossible size: " + width + "×" + height);
        }
        Taps across = taps(picture.width(), width, filter, scaleX);
        Taps down = taps(picture.height(), height, filter, scaleY);
        float[] alpha = picture.alpha().orElse(null);
        float[] opacity = alpha == null ? null : resize(alpha, null, picture.width(), across, down);
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < planes.length; c++) {
            boolean shared = c > 0 && picture.plane(c) == picture.plane(0);
            planes[c] = shared ? planes[0] : resize(picture.plane(c), alpha, picture.width(), across, down);
            if (opacity != null && !shared) {
                for (int i = 0; i < opacity.length; i++) {
                    planes[c][i] = opacity[i] > 0 ? planes[c][i] / opacity[i] : 0;
                }
            }
            if (!shared) {
                clamp(planes[c]);
            }
        }
        if (opacity != null) {
            clamp(opacity);
        }
        return new Picture(width, height, planes, opacity, picture.info());
    }

    /** Output rows are summed from input rows and then shortened, so nothing between the two planes is held. */
    private static float[] resize(float[] plane, float[] weights, int width, Taps across, Taps down) {
        int outWidth = across.indices.length;
        float[] out = new float[outWidth * down.indices.length];
        float[] row = new float[width];
        for (int y = 0; y < down.indices.length; y++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < down.indices[y].length; k++) {
                int from = down.indices[y][k] * width;
                float weight = down.weights[y][k];
                for (int x = 0; x < width; x++) {
                    row[x] += weight * (weights == null ? plane[from + x] : plane[from + x] * weights[from + x]);
                }
            }
            for (int x = 0; x < outWidth; x++) {
                int[] indices = across.indices[x];
                float[] tap = across.weights[x];
                float sum = 0;
                for (int k = 0; k < tap.length; k++) {
                    sum += tap[k] * row[indices[k]];
                }
                out[y * outWidth + x] = sum;
            }
        }
        return out;
    }

    private static Taps taps(int in, int out, Filter filter, double scale) {
        int[][] indices = new int[out][];
        float[][] weights = new float[out][];
        double stretch = Math.max(1, 1 / scale);
        double radius = switch (filter) {
            case BICUBIC -> 2 * stretch;
            case AREA -> 0.5 / scale;
            case NEAREST -> 0;
        };
        for (int i = 0; i < out; i++) {
            double center = (i + 0.5) / scale;
            if (filter == Filter.NEAREST) {
                indices[i] = new int[] {Math.min(in - 1, (int) center)};
                weights[i] = new float[] {1};
                continue;
            }
            int first = (int) Math.floor(center - radius);
            int last = (int) Math.ceil(center + radius);
            double[] raw = new double[last - first + 1];
            double sum = 0;
            for (int k = 0; k < raw.length; k++) {
                raw[k] = filter == Filter.AREA ? overlap(first + k, center - radius, center + radius, in)
                        : cubic((first + k + 0.5 - center) / stretch);
                sum += raw[k];
            }
            int from = 0;
            int to = raw.length;
            while (raw[from] == 0) {
                from++;
            }
            while (raw[to - 1] == 0) {
                to--;
            }
            indices[i] = new int[to - from];
            weights[i] = new float[to - from];
            for (int k = from; k < to; k++) {
                indices[i][k - from] = mirror(first + k, in);
                weights[i][k - from] = (float) (raw[k] / sum);
            }
        }
        return new Taps(indices, weights);
    }

    private static double overlap(int pixel, double from, double to, int in) {
        return pixel < 0 || pixel >= in ? 0 : Math.max(0, Math.min(to, pixel + 1) - Math.max(from, pixel));
    }

    /** The bicubic kernel, a = -0.5. */
    static double cubic(double x) {
        double t = Math.abs(x);
        if (t <= 1) {
            return (1.5 * t - 2.5) * t * t + 1;
        }
        return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0;
    }

    private static int mirror(int index, int size) {
        int at = Math.floorMod(index, 2 * size);
        return at < size ? at : 2 * size - 1 - at;
    }

    private static void clamp(float[] plane) {
        for (int i = 0; i < plane.length; i++) {
            plane[i] = Math.clamp(plane[i], 0f, 1f);
        }
    }
}
