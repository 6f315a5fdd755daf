package studio.kintsugi.ui.window;

import java.nio.file.Path;

/** Files as a menu names them. */
final class PathText {
    private PathText() {}

    /** The name, then the folder it lies in, with the user's own folder as a tilde. */
    static String brief(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path home = Path.of(System.getProperty("user.home"));
        String place = folder.startsWith(home) ? Path.of("~").resolve(home.relativize(folder)).toString()
                : folder.toString();
        return file.getFileName() + "   —   " + place;
    }
}
