package studio.kintsugi.training.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;

class PhotoFolderTest {
    @TempDir
    private Path folder;

    @Test
    void everyNinthPhotoIsKeptForValidation() throws Exception {
        for (int i = 1; i <= 9; i++) {
            draw(folder.resolve("photo" + i + ".png"));
        }
        PhotoFolder photos = PhotoFolder.read(folder, List.of(1.0, 0.5));
        assertEquals(List.of("photo9.png"), names(photos.validation()));
        assertEquals(8, photos.names());
        assertEquals(16, photos.training().photos().size());
    }

    @Test
    void aFolderOfItsOwnDecidesWhatIsKeptForValidation() throws Exception {
        for (int i = 1; i <= 9; i++) {
            draw(folder.resolve("photo" + i + ".png"));
        }
        draw(folder.resolve("validation").resolve("photo1.png"));
        draw(folder.resolve("validation").resolve("photo2.png"));
        PhotoFolder photos = PhotoFolder.read(folder, List.of(1.0));
        assertEquals(List.of("photo1.png", "photo2.png"), names(photos.validation()));
        assertEquals(IntStream.rangeClosed(1, 9).mapToObj(i -> "photo" + i + ".png").toList(),
                names(photos.training()));
    }

    @Test
    void aFolderWithoutPicturesIsRefused() {
        assertThrows(KintsugiException.class, () -> PhotoFolder.read(folder, List.of(1.0)));
    }

    private static List<String> names(PhotoSet photos) {
        return photos.photos().stream().map(PhotoSet.Photo::name).toList();
    }

    private static void draw(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }
}
