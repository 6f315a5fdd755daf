package studio.kintsugi.cluster;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;

/**
 * What a run costs beside the work on the pictures: many of 64×64, which are only mirrored, through {@code local[2]}.
 * Says what each took on the clock and of the processor, beside its own reading and writing, and how the driver's heap
 * went. A program, not a test: {@code ManySmallPictures FOLDER COUNT}.
 */
final class ManySmallPictures {
    private static final String RECIPE = """
            {"version":1,"steps":[{"tool":"flip","model":"","modelHash":"","parameters":{}}]}""";
    private static final int SIDE = 64;
    private static final int DIFFERENT = 5000;
    private static final int PICTURES_PER_FOLDER = 1000;
    private static final int OWN_WORK = 2000;
    private static final Pattern COLLECTED = Pattern.compile("\\d+M->(\\d+)M\\(\\d+M\\)");

    private ManySmallPictures() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int count = Integer.parseInt(args[1]);
        Path in = folder.resolve("in");
        for (int i = 0; i < count; i++) {
            make(in, i);
        }
        Path recipe = Files.writeString(folder.resolve("recipe.json"), RECIPE);
        Path collections = folder.resolve("gc.log");
        Path out = folder.resolve("out");
        long began = System.nanoTime();
        Programs.Running run = Programs.kintsugi(folder, Map.of("KINTSUGI_DRIVER_OPTS", "-Xmx900m -Xlog:gc:file="
                + collections + " " + System.getProperty("driver.flags", "")), "apply", recipe, "-i", in, "-o", out,
                "--on", "local[2]");
        Duration processor = Duration.ZERO;
        while (!run.process().waitFor(1, TimeUnit.SECONDS)) {
            processor = run.process().info().totalCpuDuration().orElse(processor);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        say("%d pictures: %.1f s, status and words: %d, %s", count, seconds, run.end().status(), run.end().output());
        say("of the processor, with start, listing, planning and manifest: %.2f ms a picture",
                processor.toMillis() / (double) count);
        say("of that, reading and writing alone: %.2f ms", ownWork(in, Files.createDirectories(folder.resolve("own"))));
        double[] beside = Batch.manifest(out).values().stream().mapToDouble(ManySmallPictures::beside).sorted()
                .toArray();
        say("on the clock, beside a picture's own work: median %.2f ms, nine of ten below %.2f ms, whole run %.2f ms",
                1e3 * beside[beside.length / 2], 1e3 * beside[beside.length * 9 / 10], 1e3 * seconds / count);
        List<Integer> heap = new ArrayList<>();
        for (String line : Files.readAllLines(collections)) {
            Matcher collected = COLLECTED.matcher(line);
            if (collected.find()) {
                heap.add(Integer.parseInt(collected.group(1)));
            }
        }
        say("heap in use after a collection: first quarter at most %d MB, last at most %d MB, %d collections",
                most(heap.subList(0, heap.size() / 4 + 1)), most(heap.subList(heap.size() * 3 / 4, heap.size())),
                heap.size());
    }

    /** Pictures of noise; after some thousands, further names of these. */
    private static void make(Path in, int number) throws IOException {
        Path file = file(in, number);
        if (number < DIFFERENT) {
            Batch.picture(file, SIDE, SIDE, number);
        } else {
            Files.createDirectories(file.getParent());
            Files.createLink(file, file(in, number % DIFFERENT));
        }
    }

    private static Path file(Path in, int number) {
        return in.resolve(number / PICTURES_PER_FOLDER + "/p" + number + ".png");
    }

    private static int most(List<Integer> values) {
        return values.stream().mapToInt(v -> v).max().orElse(0);
    }

    private static double beside(Entry entry) {
        return entry.seconds() - entry.workSeconds();
    }

    /** Milliseconds of the processor for reading and writing one of the pictures, once all is compiled. */
    private static double ownWork(Path in, Path out) throws Exception {
        Path file = file(in, 0);
        long began = 0;
        for (int i = 0; i < 2 * OWN_WORK; i++) {
            if (i == OWN_WORK) {
                began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            }
            Picture picture = PictureReader.read(file);
            PictureWriter.write(picture, out.resolve("p.png"), WriteOptions.DEFAULT);
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began) / 1e6 / OWN_WORK;
    }

    private static void say(String words, Object... values) {
        System.out.println(String.format(Locale.ROOT, words, values));
    }
}
