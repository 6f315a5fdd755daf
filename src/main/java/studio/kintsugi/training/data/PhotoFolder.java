package studio.kintsugi.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.processing.Resample;

/**
 * A folder of photos, always divided alike: those in its folder {@value #VALIDATION} are held out for validation and
 * never trained on; where it has none, every {@value #HELD_OUT_EVERY}th by name.
 *
 * @param training at every scale
 * @param validation at half size
 */
public record PhotoFolder(PhotoSet training, PhotoSet validation) {
    private static final int HELD_OUT_EVERY = 9;
    private static final String VALIDATION = "validation";
    private static final double VALIDATION_SCALE = 0.5;

    /**
     * Reads every picture in {@code folder}.
     *
     * @throws KintsugiException where there are too few, or one can't be read
     */
    public static PhotoFolder read(Path folder, List<Double> scales) throws KintsugiException {
        List<Path> files = list(folder);
        Path apart = folder.resolve(VALIDATION);
        boolean divided = files.stream().anyMatch(f -> f.startsWith(apart));
        List<PhotoSet.Photo> training = new ArrayList<>();
        List<PhotoSet.Photo> validation = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Picture picture = PictureReader.read(files.get(i));
            String name = files.get(i).getFileName().toString();
            if (divided ? files.get(i).startsWith(apart) : i % HELD_OUT_EVERY == HELD_OUT_EVERY - 1) {
                validation.add(photo(name, picture, VALIDATION_SCALE));
            } else {
                for (double scale : scales) {
                    training.add(photo(name, picture, scale));
                }
            }
        }
        if (training.isEmpty()) {
            throw new KintsugiException(Sentence.of("There are no pictures in %s: name a folder of photos with"
                    + " --data.", folder));
        }
        return new PhotoFolder(new PhotoSet(training), new PhotoSet(validation));
    }

    /** How many different photos are trained on. */
    public long names() {
        return training.photos().stream().map(PhotoSet.Photo::name).distinct().count();
    }

    private static List<Path> list(Path folder) throws KintsugiException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(PhotoFolder::isPicture).sorted().toList();
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be read: check that it exists.", folder), e);
        }
    }

    static boolean isPicture(Path file) {
        return PictureFormat.ofName(file.getFileName().toString()).isPresent();
    }

    static PhotoSet.Photo photo(String name, Picture picture, double scale) {
        int w = Math.max(1, (int) Math.round(picture.width() * scale));
        int h = Math.max(1, (int) Math.round(picture.height() * scale));
        Picture sized = scale == 1 ? picture : Resample.bicubic(picture, w, h);
        byte[] rgb = new byte[w * h * 3];
        for (int c = 0; c < 3; c++) {
            float[] plane = sized.plane(c);
            for (int i = 0; i < plane.length; i++) {
                rgb[3 * i + c] = (byte) Math.round(Math.clamp(plane[i], 0f, 1f) * 255);
            }
        }
        return new PhotoSet.Photo(name, w, h, rgb);
    }
}
