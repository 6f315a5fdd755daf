package studio.kintsugi.ui.window;

import java.nio.file.Path;
import studio.kintsugi.store.Directories;

/** Names of files in menus. */
final class PathText {
    private PathText() {}

    /** The name, then its folder, with the home folder as a tilde. */
    static String brief(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path home = Directories.home();
        String place = folder.startsWith(home) ? Path.of("~").resolve(home.relativize(folder)).toString()
                : folder.toString();
        return file.getFileName() + "   —   " + place;
    }
}
