package studio.kintsugi.compute;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/** The version of the PyTorch that comes with the application, told without loading it. */
public final class PyTorchVersion {
    private static final String PROPERTIES = "/native/lib/pytorch.properties";

    private PyTorchVersion() {}

    /** As {@code 2.7.1}; nothing where none is bundled for this platform. */
    public static Optional<String> bundled() {
        try (InputStream in = PyTorchVersion.class.getResourceAsStream(PROPERTIES)) {
            if (in == null) {
                return Optional.empty();
            }
            Properties properties = new Properties();
            properties.load(in);
            // the library's version, a hyphen, and the day it was bundled
            return Optional.ofNullable(properties.getProperty("version")).map(v -> v.replaceFirst("-.*", ""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
