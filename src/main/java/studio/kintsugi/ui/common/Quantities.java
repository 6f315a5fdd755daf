package studio.kintsugi.ui.common;

/** Formats sizes and durations for people. */
public final class Quantities {
    private Quantities() {}

    /** As {@code 68.7 MB}; empty where unknown. */
    public static String size(long bytes) {
        if (bytes <= 0) {
            return "";
        }
        double mega = bytes / 1e6;
        return mega >= 1000 ? Texts.of("size.giga", mega / 1000)
                : mega < 100 ? Texts.of("size.mega", mega) : Texts.of("size.mega.whole", mega);
    }

    /** As {@code 12 s} or {@code 3 min}. */
    public static String duration(double seconds) {
        if (seconds < 1) {
            return Texts.of("time.moment");
        }
        return seconds < 90 ? Texts.of("time.seconds", Math.round(seconds))
                : Texts.of("time.minutes", Math.round(seconds / 60));
    }
}
