package studio.kintsugi.imaging.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Random;
import org.junit.jupiter.api.Test;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.SampleQuantizer;
import studio.kintsugi.imaging.color.DisplayColor;
import studio.kintsugi.imaging.color.EngineTransform;
import studio.kintsugi.imaging.color.MatrixTransform;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.imaging.processing.PicturePyramid;
import studio.kintsugi.imaging.processing.Resample;

/** What is shown, measured and resized. */
class PixelsTest {
    private static Picture inSpace(Picture picture, byte[] icc) {
        return picture.withInfo(new PictureInfo(BitDepth.EIGHT, false, ColorProfile.ofIcc(icc), Metadata.NONE));
    }

    @Test
    void wideGamutIsShownAsTheColorEngineWould() {
        byte[] icc = Samplers.adobeRgb();
        Picture picture = inSpace(Samplers.noise(64, 64, 3), icc);
        int[] shown = new int[64 * 64];
        DisplayColor.argb(picture, picture.bounds(), 1, shown, 64);
        ICC_ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(icc));
        for (int i = 0; i < shown.length; i += 7) {
            float[] rgb = space.toRGB(
                    new float[] {picture.plane(0)[i], picture.plane(1)[i], picture.plane(2)[i]});
            for (int c = 0; c < 3; c++) {
                assertEquals(rgb[c] * 255, shown[i] >> 16 - 8 * c & 0xff, 2, "pixel " + i);
            }
        }
    }

    @Test
    void engineAndMatrixAgree() {
        byte[] icc = Samplers.adobeRgb();
        Picture p = Samplers.noise(200, 1, 4);
        int[] a = new int[200];
        int[] b = new int[200];
        new MatrixTransform(icc).convert(p.plane(0), p.plane(1), p.plane(2), 0, 200, a, 0);
        new EngineTransform(icc).convert(p.plane(0), p.plane(1), p.plane(2), 0, 200, b, 0);
        for (int i = 0; i < 200; i++) {
            for (int shift = 0; shift <= 16; shift += 8) {
                assertEquals(a[i] >> shift & 0xff, b[i] >> shift & 0xff, 3);
            }
        }
    }

    @Test
    void averagingLeavesOutTransparentColors() {
        float[] red = {1, 0, 0, 0};
        float[] none = new float[4];
        Picture p = new Picture(2, 2, new float[][] {red, none, none}, new float[] {1, 0, 0, 0}, PictureInfo.SRGB_8);
        int[] out = new int[1];
        DisplayColor.argb(p, p.bounds(), 2, out, 1);
        assertEquals(0x40ff0000, out[0]);
        assertThrows(IllegalArgumentException.class, () -> DisplayColor.argb(p, new Region(1, 1, 2, 2), 1, out, 2));
    }

    @Test
    void pyramidAgreesWithDirectAveraging() {
        Picture p = Samplers.smooth(1333, 777, BitDepth.EIGHT, false);
        PicturePyramid pyramid = new PicturePyramid(p, Runnable::run);
        assertEquals(4, pyramid.levels());
        for (int level = 0; level < pyramid.levels(); level++) {
            PictureSize size = pyramid.size(level);
            int[] all = new int[size.width() * size.height()];
            DisplayColor.argb(p, p.bounds(), 1 << level, all, size.width());
            for (int ty = 0; ty * PicturePyramid.TILE < size.height(); ty++) {
                for (int tx = 0; tx * PicturePyramid.TILE < size.width(); tx++) {
                    Region r = pyramid.bounds(level, tx, ty);
                    int[] tile = pyramid.request(level, tx, ty).join();
                    int inside = (r.height() - 1) / 2 * r.width() + (r.width() - 1) / 2;
                    int same = (r.y() + (r.height() - 1) / 2) * size.width() + r.x() + (r.width() - 1) / 2;
                    for (int shift = 0; shift <= 24; shift += 8) {
                        assertEquals(all[same] >>> shift & 0xff, tile[inside] >>> shift & 0xff, 2);
                    }
                    assertTrue(pyramid.ready(level, tx, ty).isPresent());
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> pyramid.tile(0, 6, 0));
        assertThrows(IllegalArgumentException.class, () -> pyramid.tile(0, Integer.MAX_VALUE / 128, 0));
    }

    @Test
    void knownErrorsMeasureRight() {
        float[] half = new float[400];
        java.util.Arrays.fill(half, 0.5f);
        float[] more = new float[400];
        java.util.Arrays.fill(more, 0.6f);
        Picture a = Picture.of(20, 20, new float[][] {half, half, half});
        Picture b = Picture.of(20, 20, new float[][] {more, more, more});
        assertEquals(20, Metrics.psnr(a, b), 1e-5);
        assertEquals(20 - 20 * Math.log10(219.0 / 255), Metrics.psnrY(a, b, 2), 1e-4);
        assertEquals((2 * 0.3 + 1e-4) / (0.25 + 0.36 + 1e-4), Metrics.ssim(a, b), 1e-6);
        assertEquals(Double.POSITIVE_INFINITY, Metrics.psnr(a, a));
        assertEquals(1, Metrics.ssim(a, a), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> Metrics.psnr(a, a.crop(new Region(0, 0, 5, 5))));
    }

    /** The window written out in two dimensions, without sharing anything with the ring of rows. */
    @Test
    void structuralSimilarityAgreesWithItsDefinition() {
        Picture a = Samplers.noise(23, 17, 5);
        Picture b = Samplers.noise(23, 17, 6);
        double[][] w = new double[11][11];
        double total = 0;
        for (int y = 0; y < 11; y++) {
            for (int x = 0; x < 11; x++) {
                w[y][x] = Math.exp(-((x - 5) * (x - 5) + (y - 5) * (y - 5)) / 4.5);
                total += w[y][x];
            }
        }
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            for (int y0 = 0; y0 <= 6; y0++) {
                for (int x0 = 0; x0 <= 12; x0++) {
                    double[] s = new double[5];
                    for (int y = 0; y < 11; y++) {
                        for (int x = 0; x < 11; x++) {
                            double va = a.plane(c)[(y0 + y) * 23 + x0 + x];
                            double vb = b.plane(c)[(y0 + y) * 23 + x0 + x];
                            double[] terms = {va, vb, va * va, vb * vb, va * vb};
                            for (int k = 0; k < 5; k++) {
                                s[k] += w[y][x] / total * terms[k];
                            }
                        }
                    }
                    sum += (2 * s[0] * s[1] + 1e-4) * (2 * (s[4] - s[0] * s[1]) + 9e-4)
                            / ((s[0] * s[0] + s[1] * s[1] + 1e-4)
                            * (s[2] - s[0] * s[0] + s[3] - s[1] * s[1] + 9e-4));
                }
            }
        }
        assertEquals(sum / (3 * 7 * 13), Metrics.ssim(a, b), 1e-9);
    }

    @Test
    void bicubicKeepsFlatAndLinearAndHasKnownWeights() {
        float[] step = {0, 0, 0, 0, 1, 0, 0, 0};
        Picture p = Picture.of(8, 1, new float[][] {step, step, step});
        float[] twice = Resample.bicubic(p, 16, 1).plane(0);
        // Cubic kernel, a = -0.5, at distances 0.25, 0.75 and 1.25 from the lit pixel.
        assertEquals(0.8671875f, twice[8], 1e-6f);
        assertEquals(0.2265625f, twice[7], 1e-6f);
        assertEquals(0, twice[6], 1e-6f);
        Picture smooth = Samplers.smooth(100, 80, BitDepth.FLOAT, false);
        Picture small = Resample.bicubic(smooth, 0.25);
        assertEquals(25, small.width());
        // The ramp's value where the centre of the thirteenth small pixel falls, between pixels 49 and 50.
        assertEquals((smooth.plane(0)[49] + smooth.plane(0)[50]) / 2, small.plane(0)[12], 1e-5);
        assertEquals(0, Samplers.difference(smooth, Resample.bicubic(smooth, 100, 80)), 1e-6);
    }

    @Test
    void areaIsTheMeanAndNearestAPick() {
        float[] values = {0, 0.5f, 1, 0.25f, 0.75f, 0.5f};
        Picture p = Picture.of(6, 1, new float[][] {values, values, values});
        assertArrayEquals(new float[] {0.25f, 0.625f, 0.625f}, Resample.area(p, 3, 1).plane(0), 1e-6f);
        // Four out of six: each covers one and a half.
        assertArrayEquals(new float[] {0.5f / 3, 2.5f / 3, 0.625f / 1.5f, 0.875f / 1.5f},
                Resample.area(p, 4, 1).plane(0), 1e-6f);
        assertArrayEquals(new float[] {0.5f, 0.25f, 0.5f}, Resample.nearest(p, 3, 1).plane(0));
    }

    @Test
    void resizingMindsAlpha() {
        float[] green = {1, 0, 0, 0};
        float[] junk = {0, 1, 1, 1};
        Picture p = new Picture(2, 2, new float[][] {junk, green, junk}, new float[] {1, 0, 0, 0}, PictureInfo.SRGB_8);
        Picture one = Resample.area(p, 1, 1);
        assertEquals(1, one.plane(1)[0], 1e-6);
        assertEquals(0, one.plane(0)[0], 1e-6);
        assertEquals(0.25, one.alpha().get()[0], 1e-6);
    }

    @Test
    void everyEightAndSixteenBitLevelIsAFixedPoint() {
        for (int max : new int[] {255, 65535}) {
            for (int i = 0; i <= max; i++) {
                assertEquals(i, SampleQuantizer.quantize(i * (1f / max), max));
                assertEquals(i, SampleQuantizer.quantize(i / (float) max, max));
            }
        }
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            float v = random.nextFloat() * 3 - 1;
            assertEquals(Math.clamp(Math.round((double) v * 255), 0, 255), SampleQuantizer.quantize(v, 255));
        }
        assertEquals(0, SampleQuantizer.quantize(Float.NaN, 255));
    }
}
