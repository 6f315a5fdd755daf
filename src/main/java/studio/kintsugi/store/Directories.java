package studio.kintsugi.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/**
 * The home folder and the platform's standard directories for an application's files; the only place that asks the
 * environment for them. As the XDG base directory specification has it, variables that are empty or name no absolute
 * path count as unset.
 */
public final class Directories {
    private static final String NAME = "kintsugi";
    private static final String OS = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    private static final boolean MAC = OS.contains("mac");
    private static final boolean WINDOWS = OS.contains("win") && !MAC;

    private Directories() {}

    /**
     * To be asked first.
     *
     * @throws KintsugiException where neither the environment nor the system's accounts know of a home folder
     */
    public static void check() throws KintsugiException {
        if (findHome().isEmpty()) {
            throw new KintsugiException(Sentence.of("There is no home folder to keep models, settings and caches in:"
                    + " set HOME to a folder."));
        }
    }

    /**
     * What the shell calls home: {@code $HOME}, and only where that says nothing the account's folder.
     *
     * @throws IllegalStateException where there is none, of which {@link #check} tells
     */
    public static Path home() {
        return findHome().orElseThrow(() -> new IllegalStateException("there is no home folder"));
    }

    private static Optional<Path> findHome() {
        Optional<Path> shells = WINDOWS ? Optional.empty() : absolute(System.getenv("HOME"));
        return shells.or(() -> absolute(System.getProperty("user.home")));
    }

    /**
     * Models, dreams and other data that can't be made again. The system property {@code kintsugi.home} or the
     * environment's {@code KINTSUGI_HOME} moves it.
     */
    public static Path data() {
        return moved().orElseGet(() -> {
            if (MAC) {
                return home().resolve("Library").resolve("Application Support").resolve(NAME);
            }
            return WINDOWS ? variable("APPDATA").orElseGet(Directories::home).resolve(NAME)
                    : variable("XDG_DATA_HOME").orElseGet(() -> home().resolve(".local/share")).resolve(NAME);
        });
    }

    /** Settings; moved along with {@link #data()}. */
    public static Path config() {
        if (MAC || WINDOWS || moved().isPresent()) {
            return data().resolve("config");
        }
        return variable("XDG_CONFIG_HOME").orElseGet(() -> home().resolve(".config")).resolve(NAME);
    }

    /** What is kept from one start to the next but belongs to no user's document; moved along with {@link #data()}. */
    public static Path state() {
        if (MAC || moved().isPresent()) {
            return data().resolve("state");
        }
        return WINDOWS ? variable("LOCALAPPDATA").orElseGet(Directories::home).resolve(NAME).resolve("state")
                : variable("XDG_STATE_HOME").orElseGet(() -> home().resolve(".local/state")).resolve(NAME);
    }

    /** Caches: files that can be made again. */
    public static Path cache() {
        if (MAC) {
            return home().resolve("Library").resolve("Caches").resolve(NAME);
        }
        return WINDOWS ? variable("LOCALAPPDATA").orElseGet(Directories::home).resolve(NAME).resolve("cache")
                : variable("XDG_CACHE_HOME").orElseGet(() -> home().resolve(".cache")).resolve(NAME);
    }

    private static Optional<Path> moved() {
        return Optional.ofNullable(System.getProperty("kintsugi.home"))
                .or(() -> Optional.ofNullable(System.getenv("KINTSUGI_HOME"))).filter(p -> !p.isEmpty()).map(Path::of);
    }

    private static Optional<Path> variable(String name) {
        return absolute(System.getenv(name));
    }

    private static Optional<Path> absolute(String path) {
        return Optional.ofNullable(path).filter(p -> !p.isEmpty()).map(Path::of).filter(Path::isAbsolute);
    }
}
