package studio.kintsugi.ui.saving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;

/** How many bytes a file will have, found by writing parts of the picture. */
final class SizeEstimate {
    /** Pictures of up to so many pixels are written whole. */
    private static final long WHOLE = 1L << 20;
    private static final int TILE = 256;
    private static final int ACROSS = 4;

    private SizeEstimate() {}

    /** The estimate; exact for a small picture. Takes a moment: not for the JavaFX thread. */
    static long bytes(Picture picture, WriteOptions options) throws KintsugiException, IOException {
        boolean whole = picture.bounds().area() <= WHOLE || picture.width() < ACROSS * TILE
                || picture.height() < ACROSS * TILE;
        Picture sample = whole ? picture : sample(picture);
        Path folder = Files.createTempDirectory("kintsugi-size-");
        Path file = folder.resolve("sample." + options.format().orElseThrow().extensions().getFirst());
        try {
            PictureWriter.write(sample, file, options);
            long size = Files.size(file);
            if (whole) {
                return size;
            }
            // what does not grow with the picture is the same for a single pixel
            PictureWriter.write(picture.crop(new Region(0, 0, 1, 1)), file, options);
            long fixed = Files.size(file);
            return fixed + Math.round((double) (size - fixed) * picture.bounds().area() / sample.bounds().area());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /** Parts from all over the picture, side by side. */
    private static Picture sample(Picture picture) {
        int side = ACROSS * TILE;
        float[][] planes = new float[Picture.CHANNELS][side * side];
        float[] alpha = picture.hasAlpha() ? new float[side * side] : null;
        for (int row = 0; row < side; row++) {
            int y = place(row, picture.height());
            for (int tile = 0; tile < ACROSS; tile++) {
                int from = y * picture.width() + place(tile * TILE, picture.width());
                int to = row * side + tile * TILE;
                for (int c = 0; c < Picture.CHANNELS; c++) {
                    System.arraycopy(picture.plane(c), from, planes[c], to, TILE);
                }
                if (alpha != null) {
                    System.arraycopy(picture.alpha().orElseThrow(), from, alpha, to, TILE);
                }
            }
        }
        return new Picture(side, side, planes, alpha, picture.info());
    }

    /** Where a row or column of the sample comes from: tiles are spread over the whole length. */
    private static int place(int at, int length) {
        int tile = at / TILE;
        return tile * (length - TILE) / (ACROSS - 1) + at % TILE;
    }
}
