package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * What {@code deblur} makes of shaken and of sharp photos. A program, not a test: {@code FOLDER [SIDE]}. Each photo's
 * middle, reduced so that it is SIDE pixels high (512), is shaken along a random path of 9–25 pixels, with 1 % noise;
 * results are compared at the best whole shift of up to 4 pixels.
 */
final class DeblurQuality {
    private static final int MARGIN = 20;
    private static final int SHIFT = 4;
    /** Decibels that a picture which came back as it was counts for. */
    private static final double MOST = 60;

    private DeblurQuality() {}

    public static void main(String[] args) throws Exception {
        int side = args.length > 1 ? Integer.parseInt(args[1]) : 512;
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            all.sorted().forEach(files::add);
        }
        double[] sums = new double[4];
        double worst = Double.MAX_VALUE;
        double leastSharp = Double.MAX_VALUE;
        ComputeDevice device = ComputeDevice.processor();
        StoredModel model = new ModelStore(Files.createTempDirectory("store")).get("deblur");
        ImageArchitecture architecture = BuiltInArchitectures.all().find(model.card().architecture(),
                ImageArchitecture.class).orElseThrow();
        try (NDManager manager = device.newManager();
                ImageNetwork network = architecture.build(model.card().hyperParameters(),
                        new Parameters(manager, model.weights()))) {
            int index = 0;
            for (Path file : files) {
                SplittableRandom random = new SplittableRandom(index++);
                float[][] wide = middle(PictureReader.read(file), side + 2 * MARGIN);
                BlurKernel shake = shake(random, 9 + random.nextInt(17));
                float[][] sharp = new float[3][];
                float[][] shaken = new float[3][];
                for (int c = 0; c < 3; c++) {
                    sharp[c] = blurred(wide[c], side, BlurKernel.point(MARGIN), 0, random);
                    shaken[c] = blurred(wide[c], side, shake, 0.01, random);
                }
                float[][] mended = run(network, manager, shaken, side);
                double before = best(shaken, sharp, side);
                double after = best(mended, sharp, side);
                double kept = Metrics.clampedPsnr(run(network, manager, sharp, side), sharp);
                System.out.printf(Locale.ROOT, "%-28.28s spread %.1f %.2f -> %.2f (%+.2f), sharp %.1f%n",
                        file.getFileName(), shake.spread(), before, after, after - before, kept);
                double[] figures = {before, after, after - before, Math.min(kept, MOST)};
                for (int k = 0; k < figures.length; k++) {
                    sums[k] += figures[k] / files.size();
                }
                worst = Math.min(worst, after - before);
                leastSharp = Math.min(leastSharp, kept);
            }
        }
        System.out.printf(Locale.ROOT, "mean %.2f -> %.2f (%+.2f, worst %+.2f), sharp %.1f (least %.1f)%n", sums[0],
                sums[1], sums[2], worst, sums[3], leastSharp);
    }

    private static float[][] run(ImageNetwork network, NDManager manager, float[][] planes, int side) {
        try (NDManager scope = manager.newSubManager()) {
            float[] x = new float[3 * side * side];
            for (int c = 0; c < 3; c++) {
                System.arraycopy(planes[c], 0, x, c * side * side, side * side);
            }
            NDArray in = scope.create(x, new Shape(1, 3, side, side));
            float[] y = network.forward(in).toFloatArray();
            float[][] out = new float[3][side * side];
            for (int i = 0; i < y.length; i++) {
                out[i / (side * side)][i % (side * side)] = Math.clamp(y[i], 0f, 1f);
            }
            return out;
        }
    }

    private static float[][] middle(Picture photo, int side) {
        double scale = (double) side / Math.min(photo.width(), photo.height());
        Picture small = Resample.area(photo, (int) Math.ceil(photo.width() * scale - 1e-9),
                (int) Math.ceil(photo.height() * scale - 1e-9));
        Picture part = small.crop(new Region((small.width() - side) / 2, (small.height() - side) / 2, side, side));
        return new float[][] {part.plane(0), part.plane(1), part.plane(2)};
    }

    private static float[] blurred(float[] wide, int side, BlurKernel kernel, double noise, SplittableRandom random) {
        int w = side + 2 * MARGIN;
        float[] out = new float[side * side];
        for (int k = 0; k < kernel.values().length; k++) {
            float weight = kernel.values()[k];
            if (weight != 0) {
                int dx = MARGIN - (k % kernel.side() - kernel.radius());
                int dy = MARGIN - (k / kernel.side() - kernel.radius());
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        out[y * side + x] += weight * wide[(y + dy) * w + x + dx];
                    }
                }
            }
        }
        for (int i = 0; i < out.length; i++) {
            out[i] = Math.clamp(out[i] + (float) (noise * random.nextGaussian()), 0f, 1f);
        }
        return out;
    }

    /** A path with momentum, some pixels large. */
    private static BlurKernel shake(SplittableRandom random, int size) {
        int n = 400;
        double[] x = new double[n];
        double[] y = new double[n];
        double angle = random.nextDouble(2 * Math.PI);
        double bend = 0.02 + 0.06 * random.nextDouble();
        double turn = 0;
        for (int i = 1; i < n; i++) {
            turn = 0.97 * turn + 0.25 * bend * random.nextGaussian();
            angle += turn;
            if (random.nextInt(250) == 0) {
                angle += Math.PI + random.nextGaussian();
            }
            double speed = 0.6 + 0.4 * Math.sin(i * 0.02);
            x[i] = x[i - 1] + speed * Math.cos(angle);
            y[i] = y[i - 1] + speed * Math.sin(angle);
        }
        double left = Arrays.stream(x).min().orElse(0);
        double top = Arrays.stream(y).min().orElse(0);
        double across = Arrays.stream(x).max().orElse(0) - left;
        double down = Arrays.stream(y).max().orElse(0) - top;
        double scale = (size - 1) / Math.max(across, down);
        BlurKernel point = BlurKernel.point(MARGIN);
        float[] values = new float[point.values().length];
        for (int i = 0; i < n; i++) {
            double u = MARGIN + (x[i] - left - across / 2) * scale;
            double v = MARGIN + (y[i] - top - down / 2) * scale;
            int at = (int) v * point.side() + (int) u;
            double fx = u - (int) u;
            double fy = v - (int) v;
            values[at] += (float) ((1 - fx) * (1 - fy));
            values[at + 1] += (float) (fx * (1 - fy));
            values[at + point.side()] += (float) ((1 - fx) * fy);
            values[at + point.side() + 1] += (float) (fx * fy);
        }
        return BlurKernel.of(values);
    }

    private static double best(float[][] a, float[][] b, int side) {
        double best = 0;
        for (int dy = -SHIFT; dy <= SHIFT; dy++) {
            for (int dx = -SHIFT; dx <= SHIFT; dx++) {
                double sum = 0;
                long n = 0;
                for (int c = 0; c < 3; c++) {
                    for (int y = SHIFT; y < side - SHIFT; y++) {
                        for (int x = SHIFT; x < side - SHIFT; x++) {
                            double d = a[c][(y + dy) * side + x + dx] - b[c][y * side + x];
                            sum += d * d;
                            n++;
                        }
                    }
                }
                best = Math.max(best, Metrics.psnr(sum / n));
            }
        }
        return best;
    }
}
