package studio.kintsugi.compute;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What networks' convolutions are computed in on a processor, as the user asks for it. */
public enum Precision {
    /** {@link #BF16} for each network whose result stays nearly the same and comes sooner on this machine. */
    AUTO,
    FLOAT32,
    /** Products of bfloat16, which has the range of float32 and 8 bits of precision; sums are float32. */
    BF16;

    /** The choice of that name, in letters of any case. */
    public static Optional<Precision> named(String name) {
        return Arrays.stream(values()).filter(c -> c.name().equals(name.toUpperCase(Locale.ROOT))).findFirst();
    }

    /** As users write and read it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
