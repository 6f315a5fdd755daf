package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import studio.kintsugi.imaging.metrics.Metrics;

/** Overlapping discs and bars of even brightness, and what a kernel makes of them. */
final class BlurredScene {
    /** Pixels round the scene that only the blur sees. */
    private static final int MARGIN = 20;

    final float[] sharp;
    final float[] blurred;
    final int side;

    BlurredScene(int side, BlurKernel kernel, double noise) {
        this(side, kernel, noise, 0);
    }

    /** @param lamps small, many times as bright as white, which the camera cuts off */
    BlurredScene(int side, BlurKernel kernel, double noise, int lamps) {
        this.side = side;
        int wide = side + 2 * MARGIN;
        SplittableRandom random = new SplittableRandom(5);
        float[] scene = new float[wide * wide];
        Arrays.fill(scene, 0.5f);
        for (int n = 0; n < 60; n++) {
            float value = (float) random.nextDouble(0.1, 0.9);
            double cx = random.nextDouble(wide);
            double cy = random.nextDouble(wide);
            double size = random.nextDouble(6, 30);
            double angle = random.nextDouble(Math.PI);
            boolean disc = n % 2 == 0;
            for (int i = 0; i < scene.length; i++) {
                double x = i % wide - cx;
                double y = i / wide - cy;
                double u = x * Math.cos(angle) + y * Math.sin(angle);
                double v = y * Math.cos(angle) - x * Math.sin(angle);
                if (disc ? Math.hypot(x, y) < size / 2 : Math.abs(u) < size && Math.abs(v) < size / 5) {
                    scene[i] = value;
                }
            }
        }
        for (int n = 0; n < lamps; n++) {
            int at = (MARGIN + random.nextInt(side)) * wide + MARGIN + random.nextInt(side);
            for (int i : new int[] {at, at + 1, at + wide, at + wide + 1}) {
                scene[i] = 30;
            }
        }
        sharp = new float[side * side];
        blurred = new float[side * side];
        for (int i = 0; i < sharp.length; i++) {
            int x = i % side + MARGIN;
            int y = i / side + MARGIN;
            sharp[i] = Math.min(1, scene[y * wide + x]);
            double sum = noise * random.nextGaussian();
            for (int k = 0; k < kernel.values().length; k++) {
                // a point at p lights p + offset: what is seen here comes from the other side
                int dx = k % kernel.side() - kernel.radius();
                int dy = k / kernel.side() - kernel.radius();
                sum += kernel.values()[k] * scene[(y - dy) * wide + x - dx];
            }
            blurred[i] = (float) (lamps > 0 ? Math.min(1, sum) : sum);
        }
    }

    /** (1, channels, side, side), the same in each channel */
    NDArray in(NDManager manager, float[] values, int channels) {
        return manager.create(values, new Shape(1, 1, side, side)).repeat(1, channels);
    }

    /** A hook: nothing about it is symmetric. */
    static BlurKernel hook(int radius) {
        BlurKernel point = BlurKernel.point(radius);
        float[] values = new float[point.values().length];
        for (int i = -5; i <= 4; i++) {
            values[(radius + i) * point.side() + radius - 2] = 1;
        }
        for (int i = -1; i <= 4; i++) {
            values[(radius + 4) * point.side() + radius + i] = 1.5f;
        }
        float sum = 0;
        for (float v : values) {
            sum += v;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return new BlurKernel(point.side(), values);
    }

    /** Decibels between two pictures, without a border of {@code inset} pixels. */
    double psnr(float[] a, float[] b, int inset) {
        double sum = 0;
        int n = 0;
        for (int y = inset; y < side - inset; y++) {
            for (int x = inset; x < side - inset; x++) {
                double d = a[y * side + x] - b[y * side + x];
                sum += d * d;
                n++;
            }
        }
        return Metrics.psnr(sum / n);
    }

    /** The largest cosine between two kernels of one size, moved against one another by up to three pixels. */
    static double likeness(BlurKernel a, BlurKernel b) {
        double best = 0;
        int s = a.side();
        for (int move = 0; move < 49; move++) {
            int dx = move % 7 - 3;
            int dy = move / 7 - 3;
            double sum = 0;
            double aa = 0;
            double bb = 0;
            for (int i = 0; i < a.values().length; i++) {
                int x = i % s + dx;
                int y = i / s + dy;
                float other = x < 0 || y < 0 || x >= s || y >= s ? 0 : b.values()[y * s + x];
                sum += a.values()[i] * other;
                aa += a.values()[i] * a.values()[i];
                bb += other * other;
            }
            best = Math.max(best, sum / Math.sqrt(aa * bb + 1e-12));
        }
        return best;
    }
}
