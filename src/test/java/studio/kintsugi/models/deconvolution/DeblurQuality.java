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
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.imaging.processing.Resample;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * What {@code deblur} makes of shaken and of sharp photos, and where decibels are lost. A program, not a test: {@code
 * FOLDER [SIDE [EVERY [FIRST [LIGHTS]]]]}: of every EVERYth photo of the folder (1) from the one of number FIRST on
 * (0), the middle, reduced so that it is SIDE pixels high (512), is shaken along a random path of 9–25 pixels, with 1 %
 * noise; results are compared at the best whole shift of up to 4 pixels. Beside what the model makes of it stand what
 * the network makes of it with the true kernel, how like the true kernel the estimate is, and how far that is trusted.
 * With LIGHTS (0) photos are dimmed first, and so many lamps are set in them, up to twenty times as bright as white,
 * which the camera cuts off after the shake.
 */
final class DeblurQuality {
    private static final int MARGIN = 20;
    private static final int SHIFT = 4;
    /** What is left of a photo's brightness where lamps are lit. */
    private static final float DIMMED = 0.6f;
    private static final float BRIGHTEST = 18;
    /** Decibels that a picture which came back as it was counts for. */
    private static final double MOST = 60;

    private DeblurQuality() {}

    /**
     * What became of one photo, in decibels but for the last.
     *
     * @param known with the true kernel
     * @param kept the sharp photo, as it came back
     * @param likeness of the true kernel and the estimate
     */
    private record Outcome(double before, double after, double known, double kept, double likeness) {
        double gain() {
            return after - before;
        }
    }

    public static void main(String[] args) throws Exception {
        int side = number(args, 1, 512);
        int every = number(args, 2, 1);
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(args[0]))) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<Outcome> outcomes = new ArrayList<>();
        ComputeDevice device = ComputeDevice.processor();
        StoredModel model = new ModelStore(Files.createTempDirectory("store")).get("deblur");
        ImageArchitecture architecture = BuiltInArchitectures.all().find(model.card().architecture(),
                ImageArchitecture.class).orElseThrow();
        try (NDManager manager = device.newManager();
                DeconvolvingNet network = (DeconvolvingNet) architecture.build(model.card().hyperParameters(),
                        new Parameters(manager, model.weights()))) {
            for (int i = number(args, 3, 0); i < files.size(); i += every) {
                outcomes.add(outcome(network, manager, files.get(i), i, side, number(args, 4, 0)));
            }
        }
        System.out.printf(Locale.ROOT, "%d photos: %.2f -> %.2f (%+.2f, median %+.2f, worst %+.2f), with the true"
                + " kernel %.2f, likeness %.2f, sharp %.1f (least %.1f)%n", outcomes.size(),
                mean(outcomes, Outcome::before), mean(outcomes, Outcome::after), mean(outcomes, Outcome::gain),
                outcomes.stream().mapToDouble(Outcome::gain).sorted().toArray()[outcomes.size() / 2],
                least(outcomes, Outcome::gain), mean(outcomes, Outcome::known), mean(outcomes, Outcome::likeness),
                mean(outcomes, o -> Math.min(o.kept(), MOST)), least(outcomes, Outcome::kept));
    }

    private static int number(String[] args, int at, int otherwise) {
        return args.length > at ? Integer.parseInt(args[at]) : otherwise;
    }

    private static double mean(List<Outcome> outcomes, ToDoubleFunction<Outcome> of) {
        return outcomes.stream().mapToDouble(of).average().orElse(0);
    }

    private static double least(List<Outcome> outcomes, ToDoubleFunction<Outcome> of) {
        return outcomes.stream().mapToDouble(of).min().orElse(0);
    }

    private static Outcome outcome(DeconvolvingNet network, NDManager manager, Path file, int seed, int side,
            int lights) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] wide = middle(PictureReader.read(file), side + 2 * MARGIN);
        if (lights > 0) {
            light(wide, side + 2 * MARGIN, lights, new SplittableRandom(seed));
        }
        BlurKernel shake = shake(random, 9 + random.nextInt(17));
        float[][] sharp = new float[3][];
        float[][] shaken = new float[3][];
        for (int c = 0; c < 3; c++) {
            sharp[c] = blurred(wide[c], side, BlurKernel.point(MARGIN), 0, random);
            shaken[c] = blurred(wide[c], side, shake, 0.01, random);
        }
        try (NDManager scope = manager.newSubManager()) {
            NDArray seen = tensor(scope, shaken, side);
            KernelEstimate estimate = network.estimate(seen, () -> false);
            Outcome out = new Outcome(best(shaken, sharp, side),
                    best(planes(network.mended(seen, estimate), side), sharp, side),
                    best(planes(network.mended(seen, new KernelEstimate(shake, 1)), side), sharp, side),
                    Metrics.clampedPsnr(planes(network.forward(tensor(scope, sharp, side)), side), sharp),
                    likeness(estimate.kernel(), shake));
            System.out.printf(Locale.ROOT, "%-28.28s spread %.1f %.2f -> %.2f (%+.2f), with the true kernel %+.2f,"
                    + " likeness %.2f, trust %.2f, sharp %.1f%n", file.getFileName(), shake.spread(), out.before(),
                    out.after(), out.gain(), out.known() - out.before(), out.likeness(), estimate.trust(),
                    out.kept());
            return out;
        }
    }

    /** At the shift where they are most alike. */
    private static double likeness(BlurKernel estimate, BlurKernel truth) {
        double most = 0;
        for (int dy = -SHIFT; dy <= SHIFT; dy++) {
            for (int dx = -SHIFT; dx <= SHIFT; dx++) {
                most = Math.max(most, estimate.within(MARGIN).shifted(dx, dy).likeness(truth));
            }
        }
        return most;
    }

    private static NDArray tensor(NDManager scope, float[][] planes, int side) {
        float[] x = new float[3 * side * side];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(planes[c], 0, x, c * side * side, side * side);
        }
        return scope.create(x, new Shape(1, 3, side, side));
    }

    private static float[][] planes(NDArray picture, int side) {
        float[] y = picture.toFloatArray();
        float[][] out = new float[3][side * side];
        for (int i = 0; i < y.length; i++) {
            out[i / (side * side)][i % (side * side)] = Math.clamp(y[i], 0f, 1f);
        }
        return out;
    }

    private static float[][] middle(Picture photo, int side) {
        double scale = (double) side / Math.min(photo.width(), photo.height());
        Picture small = Resample.area(photo, (int) Math.ceil(photo.width() * scale - 1e-9),
                (int) Math.ceil(photo.height() * scale - 1e-9));
        Picture part = small.crop(new Region((small.width() - side) / 2, (small.height() - side) / 2, side, side));
        return new float[][] {part.plane(0), part.plane(1), part.plane(2)};
    }

    private static void light(float[][] wide, int side, int lights, SplittableRandom random) {
        for (float[] plane : wide) {
            for (int i = 0; i < plane.length; i++) {
                plane[i] *= DIMMED;
            }
        }
        for (int n = 0; n < lights; n++) {
            double x = random.nextDouble(side);
            double y = random.nextDouble(side);
            double radius = 1 + 2 * random.nextDouble();
            float[] color = {1, 0.6f + 0.4f * random.nextFloat(), 0.3f + 0.7f * random.nextFloat()};
            float strength = 2 + BRIGHTEST * random.nextFloat() * random.nextFloat();
            for (int i = 0; i < side * side; i++) {
                double covered = Math.clamp(radius + 0.5 - Math.hypot(i % side - x, i / side - y), 0.0, 1.0);
                for (int c = 0; c < 3; c++) {
                    wide[c][i] += (float) covered * (strength * color[c] - wide[c][i]);
                }
            }
        }
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
