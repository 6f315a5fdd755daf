package studio.kintsugi.service.colorize;

import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.color.DisplayColor;
import studio.kintsugi.imaging.processing.Resample;

/** References as a network sees them: in sRGB, over white, of a size it can hold. */
final class ReferencePlanes {
    private ReferencePlanes() {}

    /**
     * @return red, green and blue of {@code width · height} values each, 0–1, one after another
     */
    static float[] of(Picture picture, int width, int height) {
        // a part of the way by boxes, so that what is held of a large picture is small
        int step = Math.max(1, Math.min(picture.width() / width, picture.height() / height) / 2);
        int w = (picture.width() - 1) / step + 1;
        int h = (picture.height() - 1) / step + 1;
        int[] argb = new int[w * h];
        DisplayColor.argb(picture, picture.bounds(), step, argb, w);
        float[][] planes = new float[3][w * h];
        for (int i = 0; i < argb.length; i++) {
            float alpha = (argb[i] >>> 24) / 255f;
            for (int c = 0; c < 3; c++) {
                planes[c][i] = 1 + alpha * ((argb[i] >> 16 - 8 * c & 0xff) / 255f - 1);
            }
        }
        Picture seen = Picture.of(w, h, planes);
        Picture resized = w >= width && h >= height ? Resample.area(seen, width, height)
                : Resample.bicubic(seen, width, height);
        float[] out = new float[3 * width * height];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(resized.plane(c), 0, out, c * width * height, width * height);
        }
        return out;
    }
}
