package studio.kintsugi.compute;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What networks are to be run on, as the user asks for it. */
public enum DeviceChoice {
    /** A GPU where there is one, else the processor. */
    AUTO,
    CPU,
    GPU;

    /** The choice of that name, in letters of any case. */
    public static Optional<DeviceChoice> named(String name) {
        return Arrays.stream(values()).filter(c -> c.name().equals(name.toUpperCase(Locale.ROOT))).findFirst();
    }
}
