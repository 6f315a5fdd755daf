package studio.kintsugi.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The platform's standard directories for an application's files. */
public final class Directories {
    private static final String NAME = "kintsugi";

    private Directories() {}

    /**
     * Models, dreams and other data that can't be made again. The system property {@code kintsugi.home} or the
     * environment's {@code KINTSUGI_HOME} moves it.
     */
    public static Path data() {
        String home = System.getProperty("user.home");
        Map<String, String> env = System.getenv();
        if (System.getProperty("kintsugi.home") != null) {
            return Path.of(System.getProperty("kintsugi.home"));
        }
        if (env.containsKey("KINTSUGI_HOME")) {
            return Path.of(env.get("KINTSUGI_HOME"));
        }
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return Path.of(home, "Library", "Application Support", NAME);
        }
        if (os.contains("win")) {
            return Path.of(env.getOrDefault("APPDATA", home), NAME);
        }
        return Path.of(env.getOrDefault("XDG_DATA_HOME", home + "/.local/share"), NAME);
    }

    /** Settings; moved along with {@link #data()}. */
    public static Path config() {
        String home = System.getProperty("user.home");
        Map<String, String> env = System.getenv();
        if (System.getProperty("kintsugi.home") != null || env.containsKey("KINTSUGI_HOME")) {
            return data().resolve("config");
        }
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.contains("mac") || os.contains("win")) {
            return data().resolve("config");
        }
        return Path.of(env.getOrDefault("XDG_CONFIG_HOME", home + "/.config"), NAME);
    }

    /** Caches: files that can be made again. */
    public static Path cache() {
        String home = System.getProperty("user.home");
        Map<String, String> env = System.getenv();
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (os.contains("mac")) {
            return Path.of(home, "Library", "Caches", NAME);
        }
        if (os.contains("win")) {
            return Path.of(env.getOrDefault("LOCALAPPDATA", home), NAME, "cache");
        }
        return Path.of(env.getOrDefault("XDG_CACHE_HOME", home + "/.cache"), NAME);
    }
}
