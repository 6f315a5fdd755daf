package studio.kintsugi.training.colorization;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.imaging.processing.Resample;

/**
 * Coloured drawings in a folder and the folders below it, vectors and pictures, each brought to a square of one size on
 * white paper and kept so for the next time. Those without colours, and those that can't be drawn, are left out. One in
 * twenty is held out, always the same by name.
 */
public final class DrawingFolder {
    private static final int HELD_OUT_EVERY = 20;
    private static final int SECONDS = 10;
    /** Mean distance between the largest and the smallest of red, green and blue, below which a drawing is grey. */
    private static final double LEAST_COLOR = 0.03;
    private static final double LEAST_INK = 0.08;

    private final List<Path> training = new ArrayList<>();
    private final List<Path> heldOut = new ArrayList<>();

    /**
     * @param folder searched for drawings
     * @param cache where the squares of all folders are kept
     * @param side of the squares, pixels
     * @throws KintsugiException where there are no drawings
     */
    public DrawingFolder(Path folder, Path cache, int side) throws KintsugiException {
        List<Path> files = list(folder);
        Path kept = cache.resolve(Integer.toHexString(folder.toAbsolutePath().normalize().hashCode()));
        // those that hang are left to themselves
        try (Drawers drawers = new Drawers()) {
            Files.createDirectories(kept);
            for (Path file : files) {
                String name = folder.relativize(file).toString().replaceAll("[^A-Za-z0-9.-]+", "_");
                Path square = kept.resolve(name + "." + side + ".png");
                Path refused = kept.resolve(name + "." + side + ".not");
                if (!upToDate(square, file) && !upToDate(refused, file)) {
                    Optional<Picture> picture = drawers.draw(file, side);
                    if (picture.isPresent()) {
                        PictureWriter.write(picture.get(), square, WriteOptions.DEFAULT);
                    } else {
                        Files.write(refused, new byte[0]);
                    }
                }
                if (upToDate(square, file)) {
                    (Math.floorMod(name.hashCode(), HELD_OUT_EVERY) == 0 ? heldOut : training).add(square);
                }
            }
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("Drawings can't be kept in %s (%s).", kept, e.getMessage()), e);
        }
        if (training.isEmpty() || heldOut.isEmpty()) {
            throw new KintsugiException(Sentence.of("There are too few coloured drawings in %s: give a folder with"
                    + " SVG files or pictures, some dozens at least.", folder));
        }
    }

    private static boolean upToDate(Path made, Path source) throws IOException {
        return Files.exists(made)
                && Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(source)) >= 0;
    }

    private static List<Path> list(Path folder) throws KintsugiException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> ending(f).equals("svg") || PictureFormat.ofName(ending(f)).isPresent()).sorted()
                    .toList();
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be read: %s.", folder, e.getMessage()), e);
        }
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Draws with a time limit. */
    private static final class Drawers implements AutoCloseable {
        private ExecutorService thread = thread();

        private static ExecutorService thread() {
            return Executors.newSingleThreadExecutor(Thread.ofPlatform().name("drawing").daemon().factory());
        }

        Optional<Picture> draw(Path file, int side) {
            Future<Optional<Picture>> drawn = thread.submit(() -> square(file, side).filter(DrawingFolder::colored));
            try {
                return drawn.get(SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                return Optional.empty();
            } catch (TimeoutException e) {
                thread.shutdownNow();
                thread = thread();
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }

    private static Optional<Picture> square(Path file, int side) throws IOException, PictureException {
        return Optional.of(ending(file).equals("svg") ? picture(SvgFile.draw(file, side))
                : onPaper(PictureReader.read(file), side));
    }

    private static Picture picture(BufferedImage image) {
        int n = image.getWidth() * image.getHeight();
        int[] rgb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        float[][] planes = new float[3][n];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < 3; c++) {
                planes[c][i] = (rgb[i] >> 16 - 8 * c & 255) / 255f;
            }
        }
        return Picture.of(image.getWidth(), image.getHeight(), planes);
    }

    private static Picture onPaper(Picture picture, int side) {
        double scale = (double) side / Math.max(picture.width(), picture.height());
        Picture fitted = Resample.area(picture, Math.max(1, (int) (picture.width() * scale)),
                Math.max(1, (int) (picture.height() * scale)));
        float[] alpha = fitted.alpha().orElse(null);
        float[][] planes = new float[3][side * side];
        int left = (side - fitted.width()) / 2;
        int top = (side - fitted.height()) / 2;
        for (int c = 0; c < 3; c++) {
            java.util.Arrays.fill(planes[c], 1);
            for (int y = 0; y < fitted.height(); y++) {
                for (int x = 0; x < fitted.width(); x++) {
                    int from = y * fitted.width() + x;
                    float value = fitted.plane(c)[from];
                    planes[c][(y + top) * side + x + left] = alpha == null ? value : 1 + alpha[from] * (value - 1);
                }
            }
        }
        return Picture.of(side, side, planes);
    }

    private static boolean colored(Picture picture) {
        double color = 0;
        double ink = 0;
        int n = picture.plane(0).length;
        for (int i = 0; i < n; i++) {
            float r = picture.plane(0)[i];
            float g = picture.plane(1)[i];
            float b = picture.plane(2)[i];
            float least = Math.min(r, Math.min(g, b));
            color += Math.max(r, Math.max(g, b)) - least;
            ink += least < 0.95f ? 1 : 0;
        }
        return color / n > LEAST_COLOR && ink / n > LEAST_INK;
    }

    /** One to learn from. */
    Picture draw(RandomGenerator random) {
        return read(training.get(random.nextInt(training.size())));
    }

    /** So many of those held out, or all where they are fewer, spread over the folder. */
    public List<Picture> heldOut(int most) {
        int n = Math.min(most, heldOut.size());
        List<Picture> out = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            out.add(read(heldOut.get((int) ((long) i * heldOut.size() / n))));
        }
        return out;
    }

    /** Drawings to learn from. */
    int size() {
        return training.size();
    }

    private static Picture read(Path square) {
        try {
            return PictureReader.read(square);
        } catch (PictureException e) {
            throw new IllegalStateException("a drawing vanished: " + e.getMessage(), e);
        }
    }
}
