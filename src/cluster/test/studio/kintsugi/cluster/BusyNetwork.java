package studio.kintsugi.cluster;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How busy a batch of the desktop keeps the network: 100 photos of 2 megapixels, denoised. A program, not a test:
 * {@code BusyNetwork FOLDER PHOTOS [COUNT [MODEL]]}.
 */
final class BusyNetwork {
    private static final int WIDTH = 1632;
    private static final int HEIGHT = 1224;

    private BusyNetwork() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        int count = args.length > 2 ? Integer.parseInt(args[2]) : 100;
        String model = args.length > 3 ? args[3] : "denoise-fast";
        Path in = folder.resolve("in");
        Photos.make(in, Path.of(args[1]), count, WIDTH, HEIGHT);
        Path list = Files.write(folder.resolve("list"),
                Batch.results(in).stream().limit(count).map(name -> in.resolve(name).toString()).toList());
        Programs.Ended run = Programs.kintsugi(folder, "restore", "--task", "denoise", "-m", model, "--from-file", list,
                "-o", folder.resolve("out-" + System.nanoTime()), "--json").end();
        JsonObject told = run.output().lines().filter(line -> line.startsWith("{")).reduce((a, b) -> b)
                .map(line -> JsonParser.parseString(line).getAsJsonObject()).orElseThrow();
        double seconds = told.get("seconds").getAsDouble();
        double network = told.get("network_seconds").getAsDouble();
        System.out.println(String.format(Locale.ROOT,
                "%d photos of %d×%d by %s: %.1f s, networks %.1f s, ratio %.3f, idle %.1f %%, status %d",
                count, WIDTH, HEIGHT, model, seconds, network, seconds / network,
                100 * told.get("network_idle").getAsDouble(), run.status()));
    }
}
