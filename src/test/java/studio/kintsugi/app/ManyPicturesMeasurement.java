package studio.kintsugi.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Window;
import studio.kintsugi.ui.strip.FilmStrip;

/**
 * Measures the window with all pictures of a folder open: memory, and how long another picture takes to come to the
 * front. Start with the flags of {@code installer/bin/kintsugi} and a folder of its own as {@code kintsugi.home}:
 * {@code ManyPicturesMeasurement COUNT FOLDER}.
 */
final class ManyPicturesMeasurement {
    private static final int SWITCHES = 20;

    private ManyPicturesMeasurement() {}

    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                measure(count);
            } catch (IOException e) {
                e.printStackTrace();
            }
            Platform.exit();
        });
        Main.main(new String[] {arguments[1]});
    }

    private static void measure(int count) throws IOException {
        long begin = System.nanoTime();
        await(() -> pictures() == count);
        System.out.println(count + " pictures open after " + seconds(begin) + " s, " + memory());
        Random random = new Random(1);
        double sum = 0;
        double longest = 0;
        for (int i = 0; i < SWITCHES; i++) {
            int place = random.nextInt(count);
            long start = System.nanoTime();
            String name = onScreen(() -> {
                FilmStrip strip = strip();
                strip.getSelectionModel().clearAndSelect(place);
                return strip.getItems().get(place).name();
            });
            await(() -> onScreen(() -> strip().frontProperty().get().isAwake() && status().contains(name + " ")));
            double took = seconds(start);
            sum += took;
            longest = Math.max(longest, took);
        }
        System.out.println("another picture to the front: " + sum / SWITCHES + " s on average, " + longest
                + " s at most, " + memory());
        int last = onScreen(() -> strip().getItems().indexOf(strip().frontProperty().get()));
        long start = System.nanoTime();
        onScreen(() -> {
            strip().getSelectionModel().clearAndSelect(Math.max(0, last - 1));
            strip().getSelectionModel().clearAndSelect(last);
            return 0;
        });
        System.out.println("back to the one before: " + seconds(start) + " s");
    }

    private static int pictures() {
        return onScreen(() -> scene() == null ? 0 : strip().getItems().size());
    }

    private static Scene scene() {
        return Window.getWindows().stream().map(Window::getScene)
                .filter(s -> s != null && s.lookup("#film-strip") != null).findFirst().orElse(null);
    }

    private static FilmStrip strip() {
        return (FilmStrip) scene().lookup("#film-strip");
    }

    private static String status() {
        return ((Label) scene().lookup("#status")).getText();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(5_000_000);
        }
    }

    private static <T> T onScreen(Supplier<T> reading) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        while (true) {
            try {
                Platform.runLater(() -> {
                    try {
                        answer.complete(reading.get());
                    } catch (RuntimeException e) {
                        answer.completeExceptionally(e);
                    }
                });
                return answer.join();
            } catch (IllegalStateException notStarted) {
                LockSupport.parkNanos(50_000_000);
            }
        }
    }

    private static double seconds(long begin) {
        return Math.round((System.nanoTime() - begin) / 1e7) / 100.0;
    }

    /** Resident memory now and at its highest, as Linux counts it. */
    private static String memory() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(l -> l.startsWith("VmRSS") || l.startsWith("VmHWM"))
                .map(l -> l.replaceAll("\\s+", " ")).reduce((a, b) -> a + ", " + b).orElse("");
    }
}
