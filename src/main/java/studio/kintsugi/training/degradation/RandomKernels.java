package studio.kintsugi.training.degradation;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import studio.kintsugi.training.degradation.Degradations.Range;

/** Point-spread functions, drawn at random. A kernel is a square of odd side, row by row, that sums to 1. */
final class RandomKernels {
    private RandomKernels() {}

    /** Draws kernels. */
    interface Source {
        float[] draw(RandomGenerator random);

        /** Largest distance in pixels from a kernel's centre to its edge. */
        int radius();
    }

    /**
     * The path of a hand that trembles: a point with momentum, pushed at random and now and then jerked, whose time
     * at each place is the kernel (after Boracchi and Foi, IEEE TIP 2012). Its centre of mass is in the middle: where a
     * picture would lie without the shake can't be seen in it, so it is to stay where it is.
     *
     * @param size side of the square the path fills, pixels
     */
    record CameraShake(Range size) implements Source {
        private static final int STEPS = 400;
        /** Most of a path that lies to one side of its centre of mass; the rare tail beyond is drawn at the edge. */
        private static final double LONGER_SIDE = 0.7;

        @Override
        public float[] draw(RandomGenerator random) {
            double[][] path = path(random);
            return rasterize(path[0], path[1], size.draw(random), radius());
        }

        /** Places along a path of any size: to the right, and downwards. */
        static double[][] path(RandomGenerator random) {
            double[] xs = new double[STEPS];
            double[] ys = new double[STEPS];
            double angle = random.nextDouble(2 * Math.PI);
            double vx = Math.cos(angle);
            double vy = Math.sin(angle);
            double anxiety = 0.2 * random.nextDouble();
            double centripetal = 0.7 * random.nextDouble() / STEPS;
            double jerk = 2.0 * random.nextDouble() / STEPS;
            for (int i = 1; i < STEPS; i++) {
                if (random.nextDouble() < jerk) {
                    double turn = Math.PI + random.nextGaussian();
                    double x = vx * Math.cos(turn) - vy * Math.sin(turn);
                    vy = vx * Math.sin(turn) + vy * Math.cos(turn);
                    vx = x;
                }
                vx += anxiety * random.nextGaussian() - centripetal * xs[i - 1];
                vy += anxiety * random.nextGaussian() - centripetal * ys[i - 1];
                double speed = Math.hypot(vx, vy);
                vx /= speed;
                vy /= speed;
                xs[i] = xs[i - 1] + vx;
                ys[i] = ys[i - 1] + vy;
            }
            return new double[][] {xs, ys};
        }

        @Override
        public int radius() {
            return (int) Math.ceil(LONGER_SIDE * size.to());
        }
    }

    /**
     * A straight stroke at any angle.
     *
     * @param size length in pixels
     */
    record LinearMotion(Range size) implements Source {
        @Override
        public float[] draw(RandomGenerator random) {
            double angle = random.nextDouble(Math.PI);
            double[] xs = new double[200];
            double[] ys = new double[200];
            for (int i = 0; i < xs.length; i++) {
                xs[i] = i * Math.cos(angle);
                ys[i] = i * Math.sin(angle);
            }
            return rasterize(xs, ys, size.draw(random), radius());
        }

        @Override
        public int radius() {
            return (int) Math.ceil(size.to() / 2);
        }
    }

    /**
     * An evenly lit disc with a soft edge.
     *
     * @param radiusRange radius in pixels
     */
    record Defocus(Range radiusRange) implements Source {
        @Override
        public float[] draw(RandomGenerator random) {
            double r = radiusRange.draw(random);
            int reach = radius();
            int side = 2 * reach + 1;
            float[] kernel = new float[side * side];
            for (int y = -reach; y <= reach; y++) {
                for (int x = -reach; x <= reach; x++) {
                    kernel[(y + reach) * side + x + reach] = (float) Math.clamp(r + 0.5 - Math.hypot(x, y), 0, 1);
                }
            }
            return normalize(kernel);
        }

        @Override
        public int radius() {
            return (int) Math.ceil(radiusRange.to() + 0.5);
        }
    }

    /**
     * A Gaussian, of another width along another axis each time.
     *
     * @param sigma standard deviations along both axes, pixels
     */
    record GaussianBlur(Range sigma) implements Source {
        @Override
        public float[] draw(RandomGenerator random) {
            double a = sigma.draw(random);
            double b = sigma.draw(random);
            double angle = random.nextDouble(Math.PI);
            int reach = radius();
            int side = 2 * reach + 1;
            float[] kernel = new float[side * side];
            for (int y = -reach; y <= reach; y++) {
                for (int x = -reach; x <= reach; x++) {
                    double u = (x * Math.cos(angle) + y * Math.sin(angle)) / a;
                    double v = (y * Math.cos(angle) - x * Math.sin(angle)) / b;
                    kernel[(y + reach) * side + x + reach] = (float) Math.exp(-(u * u + v * v) / 2);
                }
            }
            return normalize(kernel);
        }

        @Override
        public int radius() {
            return (int) Math.ceil(3 * sigma.to());
        }
    }

    /** Scales a path so that its larger extent is {@code size} pixels, centres its mass and draws it bilinearly. */
    static float[] rasterize(double[] xs, double[] ys, double size, int radius) {
        double scale = Math.max(size - 1, 0) / Math.max(1e-9, Math.max(extent(xs), extent(ys)));
        double mx = Arrays.stream(xs).average().orElse(0);
        double my = Arrays.stream(ys).average().orElse(0);
        int side = 2 * radius + 1;
        float[] kernel = new float[side * side];
        for (int i = 0; i < xs.length; i++) {
            double x = Math.clamp((xs[i] - mx) * scale + radius, 0, side - 1.001);
            double y = Math.clamp((ys[i] - my) * scale + radius, 0, side - 1.001);
            int x0 = (int) x;
            int y0 = (int) y;
            float fx = (float) (x - x0);
            float fy = (float) (y - y0);
            int at = y0 * side + x0;
            kernel[at] += (1 - fx) * (1 - fy);
            kernel[at + 1] += fx * (1 - fy);
            kernel[at + side] += (1 - fx) * fy;
            kernel[at + side + 1] += fx * fy;
        }
        return normalize(kernel);
    }

    /** From the least to the largest. */
    static double extent(double[] values) {
        return Arrays.stream(values).max().orElse(0) - Arrays.stream(values).min().orElse(0);
    }

    private static float[] normalize(float[] kernel) {
        double sum = 0;
        for (float k : kernel) {
            sum += k;
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= (float) sum;
        }
        return kernel;
    }
}
