package studio.kintsugi.imaging.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;

/**
 * Reads every picture of some folders and compares its pixels with ImageMagick's (libvips' for JPEG XL, HEIC, AVIF and
 * OpenEXR), then saves it in its own format, or in TIFF where that isn't written, and compares what exiftool sees
 * before and after. Not a test but a program, since thousands of files take long: {@code CorpusComparison
 * pixels|metadata FOLDER...}. It lists the files that disagree, and counts.
 */
public final class CorpusComparison {
    private static final long LARGEST = 6 << 20;
    private static final int MOST_PIXELS = 12_000_000;
    private static final double LEVEL = 255;
    /** Mean difference, in levels, up to which chroma that was enlarged by another filter is taken for the same. */
    private static final double SAME_MEAN = 0.6;
    private static final Set<PictureFormat> LOSSY = Set.of(PictureFormat.JPEG, PictureFormat.WEBP, PictureFormat.HEIC,
            PictureFormat.AVIF);

    private final Path work;
    private final ForeignPixels foreign;
    private final Map<String, int[]> counts = new TreeMap<>();

    private CorpusComparison(Path work) {
        this.work = work;
        foreign = new ForeignPixels(work);
    }

    public static void main(String[] arguments) throws IOException {
        Path work = Files.createTempDirectory("corpus");
        CorpusComparison comparison = new CorpusComparison(work);
        Set<Integer> seen = new HashSet<>();
        for (String folder : Arrays.asList(arguments).subList(1, arguments.length)) {
            List<Path> files = new ArrayList<>();
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    boolean picture = PictureFormat.ofName(file.getFileName().toString()).isPresent();
                    if (picture && Files.size(file) <= LARGEST
                            && seen.add(Arrays.hashCode(Files.readAllBytes(file)))) {
                        files.add(file);
                    }
                }
            }
            if (arguments[0].equals("pixels")) {
                for (Path file : files) {
                    comparison.pixels(file);
                }
            } else {
                new MetadataComparison(work).compare(files);
            }
        }
        comparison.report();
    }

    private void count(PictureFormat format, int outcome) {
        counts.computeIfAbsent(format.title(), f -> new int[4])[outcome]++;
    }

    private void pixels(Path file) throws IOException {
        PictureFormat format = PictureFormat.ofName(file.getFileName().toString()).orElseThrow();
        Picture picture;
        try {
            picture = PictureReader.read(file);
        } catch (PictureException e) {
            count(format, 2);
            boolean other = ForeignPixels.run("convert", file + "[0]", "null:").isPresent();
            System.out.println((other ? "REFUSED " : "refused by both ") + file + ": " + e.getMessage());
            return;
        }
        byte[] head = Arrays.copyOf(Files.readAllBytes(file), 16);
        format = PictureFormat.ofContent(head).orElse(format);
        if (format == PictureFormat.SVG || picture.bounds().area() > MOST_PIXELS) {
            return;
        }
        float[] other = foreign.of(file, format, picture.width(), picture.height()).orElse(null);
        if (other == null) {
            count(format, 3);
            System.out.println("not comparable " + file + " (" + picture.width() + "×" + picture.height() + ")");
            return;
        }
        boolean exr = format == PictureFormat.OPEN_EXR;
        double[] difference = difference(picture, other, exr);
        if (!isSame(format, difference) && !exr) {
            // stored as luma and differences, as CMYK or in grey of another kind: as the program turns it into colours
            double[] turned = foreign.converted(file, format, picture.width(), picture.height())
                    .map(rgba -> difference(picture, rgba, false)).orElse(difference);
            difference = turned[1] < difference[1] ? turned : difference;
        }
        boolean same = isSame(format, difference);
        count(format, same ? 0 : 1);
        if (!same) {
            System.out.println(String.format(Locale.ROOT, "DIFFERS %s: at most %.2f levels, %.3f on average, alpha %.2f"
                    + " (%s%s)", file, difference[0], difference[1], difference[2], picture.info().depth(),
                    picture.info().gray() ? ", grey" : ""));
        }
    }

    private static boolean isSame(PictureFormat format, double[] difference) {
        return difference[0] <= 1.01 || LOSSY.contains(format) && difference[1] <= SAME_MEAN;
    }

    /** The largest and the mean difference of colours, and the largest of opacity, in levels of 8 bits. */
    private static double[] difference(Picture ours, float[] theirs, boolean multiplied) {
        float[] alpha = ours.alpha().orElse(null);
        double most = 0;
        double sum = 0;
        double opacity = 0;
        int size = theirs.length / 4;
        for (int i = 0; i < size; i++) {
            double a = alpha == null ? 1 : alpha[i];
            opacity = Math.max(opacity, Math.abs(a - theirs[4 * i + 3]) * LEVEL);
            for (int c = 0; c < 3 && a > 0; c++) {
                double value = ours.plane(c)[i] * (multiplied ? a : 1);
                double expected = theirs[4 * i + c];
                if (!Double.isFinite(expected)) {
                    continue;
                }
                // what can hardly be seen can't be told exactly
                double d = multiplied ? Math.abs(value - expected) / Math.max(1, Math.abs(expected))
                        : Math.abs(Math.clamp(value, 0, 1) - expected) * a;
                most = Math.max(most, d * LEVEL);
                sum += d * LEVEL;
            }
        }
        return new double[] {Math.max(most, opacity), sum / (3 * size), opacity};
    }

    private void report() {
        counts.forEach((format, n) -> System.out.println(String.format(Locale.ROOT,
                "%-10s %5d same %4d differ %4d refused %4d not comparable", format, n[0], n[1], n[2], n[3])));
    }
}
