package studio.kintsugi.imaging.io;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;

/**
 * Spoils pictures of every format at random and reads them: none may do more harm than a {@link PictureException}, nor
 * take more than five seconds of a processor. Not a test but a program, since thousands of tries take minutes:
 * {@code MutatedPictures FIRST COUNT FOLDER...} takes small pictures of each format in turn from the folders; mutants
 * of the same number are the same, so that a run can go on where another stopped. A mutant that does harm, or that
 * takes the whole process down, stays in the temporary folder {@code mutants}.
 */
public final class MutatedPictures {
    private static final int LARGEST_SEED = 64 << 10;
    private static final int MOST_SEEDS = 12;
    private static final int HEADER = 300;
    private static final long SLOW_MILLIS = 5000;

    private final Path work;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private SplittableRandom random;
    private final Map<PictureFormat, int[]> outcomes = new EnumMap<>(PictureFormat.class);
    private int harmful;
    private long slowest;

    private MutatedPictures(Path work) {
        this.work = work;
    }

    public static void main(String[] arguments) throws IOException {
        int first = Integer.parseInt(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Map<PictureFormat, List<Path>> seeds = new EnumMap<>(PictureFormat.class);
        for (int i = 2; i < arguments.length; i++) {
            try (Stream<Path> files = Files.walk(Path.of(arguments[i]))) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(file, seeds);
                }
            }
        }
        Path work = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "mutants"));
        MutatedPictures run = new MutatedPictures(work);
        for (int i = first; i < first + count; i++) {
            run.random = new SplittableRandom(i);
            PictureFormat format = seeds.keySet().stream().skip(i % seeds.size()).findFirst().orElseThrow();
            List<Path> files = seeds.get(format);
            run.tryOne(format, files.get(run.random.nextInt(files.size())));
        }
        run.report();
        System.exit(run.harmful == 0 ? 0 : 1);
    }

    /** Takes a file for a seed if it can be read and is small. */
    private static void add(Path file, Map<PictureFormat, List<Path>> seeds) throws IOException {
        PictureFormat format = PictureFormat.ofName(file.getFileName().toString()).orElse(null);
        if (format == null || Files.size(file) > LARGEST_SEED
                || seeds.getOrDefault(format, List.of()).size() >= MOST_SEEDS) {
            return;
        }
        try {
            PictureReader.read(file);
            seeds.computeIfAbsent(format, f -> new ArrayList<>()).add(file);
        } catch (PictureException e) {
            System.err.println(file + " is no seed: " + e.getMessage());
        }
    }

    private byte[] mutant(byte[] whole) {
        int kind = random.nextInt(4);
        byte[] bytes = kind == 0 ? Arrays.copyOf(whole, 1 + random.nextInt(whole.length)) : whole.clone();
        int range = kind == 1 ? Math.min(HEADER, bytes.length) : bytes.length;
        for (int k = random.nextInt(1, 6); k > 0; k--) {
            int at = random.nextInt(range);
            bytes[at] = random.nextBoolean() ? (byte) random.nextInt(256) : (byte) (bytes[at] ^ 1 << random.nextInt(8));
        }
        return bytes;
    }

    private void tryOne(PictureFormat format, Path seed) throws IOException {
        Path file = Files.write(work.resolve("now." + format.extensions().getFirst()),
                mutant(Files.readAllBytes(seed)));
        int[] outcome = outcomes.computeIfAbsent(format, f -> new int[3]);
        long start = threads.getCurrentThreadCpuTime();
        String harm = null;
        try {
            PictureReader.probe(file);
            PictureReader.read(file);
            outcome[0]++;
        } catch (PictureException e) {
            outcome[1]++;
            harm = e.getMessage().contains("more memory than is free") ? "fills the memory" : null;
        } catch (RuntimeException | Error e) {
            harm = e.toString();
        }
        long millis = (threads.getCurrentThreadCpuTime() - start) / 1_000_000;
        slowest = Math.max(slowest, millis);
        harm = millis > SLOW_MILLIS ? "takes " + millis + " ms of a processor" : harm;
        if (harm != null) {
            outcome[2]++;
            Path kept = work.resolve("harm-" + ++harmful + "." + format.extensions().getFirst());
            Files.copy(file, kept, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            System.out.println(kept + ", made from " + seed.getFileName() + ": " + harm);
        }
    }

    private void report() {
        System.out.println("format     read  refused  harm");
        outcomes.forEach((format, n) -> System.out.println(String.format(java.util.Locale.ROOT, "%-9s %5d  %7d  %4d",
                format, n[0], n[1], n[2])));
        System.out.println("The slowest took " + slowest + " ms of a processor.");
    }
}
