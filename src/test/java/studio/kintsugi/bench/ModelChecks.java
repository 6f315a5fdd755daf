package studio.kintsugi.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.imaging.processing.Resample;

/**
 * Whether pictures that need nothing come back as they were, and whether tiles of different sizes agree, for all models
 * from picture to picture. A program, not a test: {@code PHOTOS [N [TILED [MODEL...]]]}: N photos (3) as they are,
 * TILED of them (1) spoilt and in tiles, for all models or for those named. Prints a table for
 * {@code src/docs/results.md}.
 */
final class ModelChecks {
    private static final int SIDE = 400;
    private static final int[] TILES = {128, 192, 320};
    /** Decibels that a picture which came back as it was counts for. */
    private static final double MOST = 100;
    private static final String SHAKE = "[{'type': 'camera_shake', 'size': [15, 15]},"
            + " {'type': 'gaussian_noise', 'sigma': [2.55, 2.55]}]";

    /**
     * A model and what it is to mend.
     *
     * @param scale by which it enlarges
     * @param asked decibels that a clean picture is to come back with, or 0 where it becomes another
     */
    private record Check(String model, int scale, double asked, String degradation) {}

    private static final List<Check> CHECKS = List.of(
            new Check("denoise", 1, 46, "{'type': 'gaussian_noise', 'sigma': [25, 25]}"),
            new Check("denoise-fast", 1, 46, "{'type': 'gaussian_noise', 'sigma': [25, 25]}"),
            new Check("deblur", 1, 45, SHAKE),
            new Check("deblur-fast", 1, 45, SHAKE),
            new Check("dereflect", 1, 50, "{'type': 'reflection', 'sigma': [3, 3], 'strength': [0.8, 0.8],"
                    + " 'dimming': [1.3, 1.3]}"),
            new Check("upscale-x2", 2, 0, ""),
            new Check("upscale-x3", 3, 0, ""),
            new Check("upscale-x4", 4, 0, ""),
            new Check("upscale-x4-fast", 4, 0, ""),
            new Check("upscale-x2-photo", 2, 0, "{'type': 'gaussian_noise', 'sigma': [6, 6]}"),
            new Check("upscale-x4-photo", 4, 0, "{'type': 'gaussian_noise', 'sigma': [6, 6]}"));

    private ModelChecks() {}

    public static void main(String[] args) throws Exception {
        List<Path> files = SpoiltPhotos.in(Path.of(args[0]));
        int clean = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int tiled = args.length > 2 ? Integer.parseInt(args[2]) : 1;
        System.out.println("| Model | Clean photos come back at | Tiles of 128, 192 and 320 differ by |");
        System.out.println("|---|---|---|");
        try (ShippedModels tools = new ShippedModels()) {
            List<String> wanted = List.of(args).subList(Math.min(3, args.length), args.length);
            for (Check check : CHECKS) {
                if (!wanted.isEmpty() && !wanted.contains(check.model())) {
                    continue;
                }
                System.out.println("| `" + check.model() + "` | "
                        + (check.scale() == 1 && clean > 0 ? kept(tools, check, files, clean) : "") + " | "
                        + (tiled > 0 ? agreement(tools, check, files, tiled) : "") + " |");
            }
        }
    }

    /** Spread over the folder. */
    private static Picture photo(List<Path> files, int i, int of) throws Exception {
        return SpoiltPhotos.read(files.get((int) ((long) i * files.size() / of)), SIDE);
    }

    /** What is reflected must be larger than what it is reflected in. */
    private static Picture mirrored(List<Path> files, int i, int of) throws Exception {
        return SpoiltPhotos.read(files.get((int) ((long) i * files.size() / of)), 3 * SIDE);
    }

    private static String kept(ShippedModels tools, Check check, List<Path> files, int count) throws Exception {
        double sum = 0;
        double least = MOST;
        for (int i = 0; i < count; i++) {
            Picture photo = photo(files, i, count);
            double kept = Math.min(MOST, Metrics.psnr(tools.run(check.model(), photo, 0), photo));
            sum += kept / count;
            least = Math.min(least, kept);
        }
        return String.format(Locale.ROOT, "%.1f dB, %.1f at least (%.0f asked)%s", sum, least, check.asked(),
                sum >= check.asked() ? "" : ": **missed**");
    }

    private static String agreement(ShippedModels tools, Check check, List<Path> files, int count) throws Exception {
        double mean = 0;
        double most = 0;
        for (int i = 0; i < count; i++) {
            Picture photo = photo(files, i, count);
            Picture input = check.scale() == 1 ? photo
                    : Resample.area(photo, photo.width() * 3 / 4, photo.height() * 3 / 4);
            if (!check.degradation().isEmpty()) {
                input = SpoiltPhotos.spoil(input, check.degradation(), mirrored(files, i + 1, count + 1), i);
            }
            Picture first = tools.run(check.model(), input, TILES[0]);
            for (int t = 1; t < TILES.length; t++) {
                Picture other = tools.run(check.model(), input, TILES[t]);
                double[] difference = difference(first, other);
                mean = Math.max(mean, difference[0]);
                most = Math.max(most, difference[1]);
            }
        }
        return String.format(Locale.ROOT, "%.2f/255 in the mean, %.2f/255 at most%s", mean, most,
                mean <= 1 && most <= 3 ? "" : ": **missed**");
    }

    /** In levels of 255: the mean, and the largest. */
    private static double[] difference(Picture a, Picture b) {
        double sum = 0;
        double most = 0;
        for (int c = 0; c < Picture.CHANNELS; c++) {
            for (int i = 0; i < a.plane(c).length; i++) {
                double d = 255.0 * Math.abs(a.plane(c)[i] - b.plane(c)[i]);
                sum += d;
                most = Math.max(most, d);
            }
        }
        return new double[] {sum / (Picture.CHANNELS * a.plane(0).length), most};
    }
}
