package studio.kintsugi.service.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Where the bytes of a picture come from: a file here, or an object of any store that gives streams. */
public interface PictureSource {
    /** Its path or address, for reports; what follows the last slash is the picture's name. */
    String name();

    /** Bytes. */
    long size() throws IOException;

    /** When it was last changed, as ISO 8601. */
    String time() throws IOException;

    /** Its bytes from the beginning; closed by the caller. */
    InputStream open() throws IOException;

    /** The file, where it is one on this machine. */
    default Optional<Path> file() {
        return Optional.empty();
    }

    /** A file on this machine. */
    static PictureSource of(Path file) {
        return new PictureSource() {
            @Override
            public String name() {
                return file.toString();
            }

            @Override
            public long size() throws IOException {
                return Files.size(file);
            }

            @Override
            public String time() throws IOException {
                return Files.readAttributes(file, BasicFileAttributes.class).lastModifiedTime().toString();
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }

            @Override
            public Optional<Path> file() {
                return Optional.of(file);
            }
        };
    }
}
