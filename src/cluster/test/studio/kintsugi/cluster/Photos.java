package studio.kintsugi.cluster;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Photos of one size, cut from others or, where there are none, drawn. */
final class Photos {
    private static final double LEAST_SHARE = 0.6;

    private Photos() {}

    /**
     * Makes JPEGs in a folder; those that are there stay.
     *
     * @param from a folder of photos, or null
     */
    static void make(Path folder, Path from, int count, int width, int height) throws IOException {
        Files.createDirectories(folder);
        List<Path> photos = from == null ? List.of() : photos(from);
        for (int i = 0; i < count; i++) {
            Path file = folder.resolve(String.format(Locale.ROOT, "photo-%04d.jpg", i));
            if (Files.exists(file)) {
                continue;
            }
            if (photos.isEmpty()) {
                Batch.picture(file, width, height, i);
            } else {
                ImageIO.write(cut(ImageIO.read(photos.get(i % photos.size()).toFile()), width, height,
                        new Random(i)), "jpg", file.toFile());
            }
        }
    }

    private static List<Path> photos(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            return files.filter(f -> f.toString().endsWith(".jpg")).sorted().toList();
        }
    }

    private static BufferedImage cut(BufferedImage photo, int width, int height, Random random) {
        double most = Math.min((double) photo.getWidth() / width, (double) photo.getHeight() / height);
        double scale = most * (LEAST_SHARE + (1 - LEAST_SHARE) * random.nextDouble());
        int w = (int) (width * scale);
        int h = (int) (height * scale);
        int x = random.nextInt(photo.getWidth() - w + 1);
        int y = random.nextInt(photo.getHeight() - h + 1);
        BufferedImage made = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = made.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(photo, 0, 0, width, height, x, y, x + w, y + h, null);
        graphics.dispose();
        return made;
    }
}
