package studio.kintsugi.files;

import java.util.regex.Pattern;

/** Which names a file can have on the systems that people carry their pictures to. */
public final class FileNames {
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|\\x00-\\x1f]");
    /** Devices, whatever ending follows. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|(com|lpt)[0-9¹²³]) *(\\..*)?");

    private FileNames() {}

    /** Whether some system can't have a file of this name: for its characters, its end, or because it is a device. */
    public static boolean isImpossibleSomewhere(String name) {
        return name.isEmpty() || name.endsWith(".") || name.endsWith(" ") || FORBIDDEN.matcher(name).find()
                || DEVICE.matcher(name).matches();
    }

    /** Whether this system can't have a file of this name. */
    public static boolean isImpossibleHere(String name) {
        return WINDOWS && isImpossibleSomewhere(name);
    }
}
