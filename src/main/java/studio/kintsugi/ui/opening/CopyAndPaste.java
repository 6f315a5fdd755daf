package studio.kintsugi.ui.opening;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.store.Directories;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Banner;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureMemory;

/** Copies pictures to the system's clipboard and opens what lies there. For the JavaFX thread. */
public final class CopyAndPaste {
    private final BackgroundTasks tasks;
    private final PictureMemory memory;
    private final PictureOpener opener;
    private final Banner banner;

    public CopyAndPaste(BackgroundTasks tasks, PictureMemory memory, PictureOpener opener, Banner banner) {
        this.tasks = tasks;
        this.memory = memory;
        this.opener = opener;
        this.banner = banner;
    }

    /** Puts a picture on the clipboard, as it shows. */
    public void copy(Document document) {
        memory.use(document, () -> {
            Supplier<Picture> picture = document.shown();
            tasks.run(() -> PictureClipboard.image(picture.get()), PictureClipboard::put, banner::error);
        }, banner::error);
    }

    /**
     * Opens the picture on the clipboard.
     *
     * @param files receives what lies there instead of a picture
     */
    public void paste(Consumer<List<Path>> files) {
        Clipboard clipboard = Clipboard.getSystemClipboard();
        if (clipboard.hasFiles()) {
            files.accept(clipboard.getFiles().stream().map(java.io.File::toPath).toList());
        } else if (clipboard.hasImage()) {
            Image image = clipboard.getImage();
            opener.open(Directories.home().resolve(Texts.of("paste.name")), () -> PictureClipboard.picture(image));
        } else {
            banner.note(Texts.of("paste.nothing"));
        }
    }
}
