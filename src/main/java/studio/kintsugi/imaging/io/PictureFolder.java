package studio.kintsugi.imaging.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.PictureFormat;

/** The pictures in a folder, known by the endings of their names. */
public final class PictureFolder {
    private PictureFolder() {}

    /** Whether a file exists and is named like a picture of a format that can be read. */
    public static boolean isPicture(Path file) {
        return Files.isRegularFile(file) && PictureFormat.ofName(file.getFileName().toString()).isPresent();
    }

    /**
     * All pictures that lie in a folder, not in folders within it, by their names; among them those of formats that
     * can't be read yet, so that reading says so and none is passed over in silence.
     *
     * @throws KintsugiException where it can't be read, or there are none
     */
    public static List<Path> list(Path folder) throws KintsugiException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> pictures = entries.filter(Files::isRegularFile)
                    .filter(f -> PictureFormat.isPictureName(f.getFileName().toString())).sorted().toList();
            if (pictures.isEmpty()) {
                throw new KintsugiException(Sentence.of("There are no pictures in the folder %s.", folder));
            }
            return pictures;
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be read: check that it exists.", folder), e);
        }
    }
}
