package studio.kintsugi.imaging.processing;

import java.awt.geom.AffineTransform;
import java.util.stream.IntStream;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;

/** Turns and mirrors pictures. Profile, depth and metadata stay; values stay in 0–1 where pixels are interpolated. */
public final class Turn {
    private static final int TAPS = 4;

    private Turn() {}

    /** Turned by quarters clockwise, exactly. */
    public static Picture quarters(Picture picture, int count) {
        int w = picture.width();
        int h = picture.height();
        return switch (Math.floorMod(count, 4)) {
            case 1 -> moved(picture, h, w, (x, y) -> (h - 1 - x) * w + y);
            case 2 -> moved(picture, w, h, (x, y) -> (h - 1 - y) * w + w - 1 - x);
            case 3 -> moved(picture, h, w, (x, y) -> x * w + w - 1 - y);
            default -> picture;
        };
    }

    /** Left and right exchanged, exactly. */
    public static Picture mirror(Picture picture) {
        int w = picture.width();
        return moved(picture, w, picture.height(), (x, y) -> y * w + w - 1 - x);
    }

    /** Which pixel of the input goes where. */
    private interface Source {
        int at(int x, int y);
    }

    private static Picture moved(Picture picture, int width, int height, Source source) {
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < planes.length; c++) {
            planes[c] = c > 0 && picture.plane(c) == picture.plane(0) ? planes[0]
                    : moved(picture.plane(c), width, height, source);
        }
        float[] alpha = picture.alpha().map(a -> moved(a, width, height, source)).orElse(null);
        return new Picture(width, height, planes, alpha, picture.info());
    }

    private static float[] moved(float[] plane, int width, int height, Source source) {
        float[] out = new float[plane.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                out[y * width + x] = plane[source.at(x, y)];
            }
        }
        return out;
    }

    /**
     * Turned by an angle about the middle, bicubically, and cut to the largest part of the same shape that has no empty
     * corner.
     *
     * @param degrees clockwise, within ±45
     */
    public static Picture straighten(Picture picture, double degrees) {
        if (degrees == 0) {
            return picture;
        }
        Region size = sizeWithin(picture.width(), picture.height(), degrees);
        AffineTransform map = toInput(picture.width(), picture.height(), size.width(), size.height(), degrees);
        float[] alpha = picture.alpha().orElse(null);
        float[] opacity = alpha == null ? null : interpolated(alpha, null, picture, size, map);
        float[][] planes = new float[Picture.CHANNELS][];
        for (int c = 0; c < planes.length; c++) {
            if (c > 0 && picture.plane(c) == picture.plane(0)) {
                planes[c] = planes[0];
                continue;
            }
            planes[c] = interpolated(picture.plane(c), alpha, picture, size, map);
            for (int i = 0; opacity != null && i < opacity.length; i++) {
                planes[c][i] = opacity[i] > 0 ? Math.clamp(planes[c][i] / opacity[i], 0f, 1f) : 0;
            }
        }
        return new Picture(size.width(), size.height(), planes, opacity, picture.info());
    }

    /** The size that {@link #straighten} gives. */
    public static Region sizeWithin(int width, int height, double degrees) {
        double sine = Math.abs(Math.sin(Math.toRadians(degrees)));
        double cosine = Math.cos(Math.toRadians(degrees));
        double part = Math.min(width / (width * cosine + height * sine), height / (width * sine + height * cosine));
        return Region.of((int) Math.max(1, Math.floor(width * part)), (int) Math.max(1, Math.floor(height * part)));
    }

    /** From pixels of what {@link #straighten} gives to pixels of its input. */
    public static AffineTransform toInput(int width, int height, int outWidth, int outHeight, double degrees) {
        AffineTransform map = AffineTransform.getTranslateInstance(width / 2.0, height / 2.0);
        map.rotate(-Math.toRadians(degrees));
        map.translate(-outWidth / 2.0, -outHeight / 2.0);
        return map;
    }

    private static float[] interpolated(float[] plane, float[] weights, Picture picture, Region size,
            AffineTransform map) {
        float[] out = new float[Math.multiplyExact(size.width(), size.height())];
        IntStream.range(0, size.height()).parallel().forEach(y -> {
            double[] at = new double[2];
            for (int x = 0; x < size.width(); x++) {
                at[0] = x + 0.5;
                at[1] = y + 0.5;
                map.transform(at, 0, at, 0, 1);
                out[y * size.width() + x] = bicubic(plane, weights, picture.width(), picture.height(), at[0] - 0.5,
                        at[1] - 0.5);
            }
        });
        return out;
    }

    private static float bicubic(float[] plane, float[] weights, int width, int height, double x, double y) {
        int left = (int) Math.floor(x) - 1;
        int top = (int) Math.floor(y) - 1;
        double sum = 0;
        for (int j = 0; j < TAPS; j++) {
            int row = Math.clamp(top + j, 0, height - 1) * width;
            double across = 0;
            for (int i = 0; i < TAPS; i++) {
                int at = row + Math.clamp(left + i, 0, width - 1);
                across += Resample.cubic(x - left - i) * (weights == null ? plane[at] : plane[at] * weights[at]);
            }
            sum += across * Resample.cubic(y - top - j);
        }
        return (float) Math.clamp(sum, 0, 1);
    }
}
