package studio.kintsugi;

import java.nio.file.Path;
import java.util.SplittableRandom;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;

/** Pictures that tests restore: smooth waves of colour, clean or with noise of which the clean picture is known. */
public final class TestPictures {
    /** Standard deviation of the noise of {@link #noisy}, of values from 0 to 1. */
    private static final double NOISE = 0.1;

    private TestPictures() {}

    public static Picture clean(int width, int height) {
        return waves(width, height, 0);
    }

    /** {@link #clean} with Gaussian noise, the same each time. */
    public static Picture noisy(int width, int height) {
        return waves(width, height, NOISE);
    }

    /** Writes {@link #noisy(int, int)} to a file of the format that its name ends with, and returns the file. */
    public static Path noisy(Path file, int width, int height) throws KintsugiException {
        PictureWriter.write(noisy(width, height), file, WriteOptions.DEFAULT);
        return file;
    }

    private static Picture waves(int width, int height, double noise) {
        SplittableRandom random = new SplittableRandom(5);
        float[][] planes = new float[Picture.CHANNELS][width * height];
        for (int i = 0; i < width * height; i++) {
            for (int c = 0; c < Picture.CHANNELS; c++) {
                double clean = 0.35 + 0.1 * c + 0.2 * Math.sin(i % width / 40.0) * Math.cos(i / width / 30.0);
                planes[c][i] = (float) Math.clamp(clean + noise * random.nextGaussian(), 0, 1);
            }
        }
        return Picture.of(width, height, planes);
    }
}
