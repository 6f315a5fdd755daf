package studio.kintsugi.ui.opening;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureFolder;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.settings.RecentFiles;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.PictureGarbage;

/** Reads pictures in the background, those in folders too, and hands over a document for each. */
public final class PictureOpener {
    private final BackgroundTasks files;
    private final BackgroundTasks reading;
    private final RecentFiles recent;
    private final UnaryOperator<List<Path>> others;
    private final Consumer<String> begun;
    private final Consumer<Document> opened;
    private final Consumer<String> failed;

    /**
     * @param reading has one thread, so that pictures come in the order in which they were chosen, and no two are
     *     decoded at once, which would take twice the memory
     * @param recent records what is opened
     * @param others takes the files that are not to join the open pictures, and returns the rest
     * @param begun receives a sentence for each file or folder that is read
     * @param opened receives each picture once it is read
     * @param failed receives a sentence for each that can't be read
     */
    public PictureOpener(BackgroundTasks files, BackgroundTasks reading, RecentFiles recent,
            UnaryOperator<List<Path>> others, Consumer<String> begun, Consumer<Document> opened,
            Consumer<String> failed) {
        this.files = files;
        this.reading = reading;
        this.recent = recent;
        this.others = others;
        this.begun = begun;
        this.opened = opened;
        this.failed = failed;
    }

    /** Opens files and all pictures in folders. */
    public void open(List<Path> chosen) {
        for (Path file : others.apply(chosen)) {
            begun.accept(Texts.of("status.opening", file.getFileName()));
            if (Files.isDirectory(file)) {
                files.run(() -> PictureFolder.list(file), this::open, failed);
            } else {
                reading.run(() -> read(file), picture -> opened.accept(new Document(file, picture)), failed);
            }
        }
    }

    private Picture read(Path file) throws Exception {
        PictureGarbage.collect();
        Picture picture = PictureReader.read(file);
        recent.opened(file);
        return picture;
    }

    /**
     * Opens a picture that is made here.
     *
     * @param name suggested file
     */
    public void open(Path name, Callable<Picture> maker) {
        files.run(maker, picture -> opened.accept(Document.made(name, picture)), failed);
    }

    /** Records files that another part of the window has opened. */
    public void openedElsewhere(List<Path> chosen) {
        files.executor().execute(() -> chosen.forEach(recent::opened));
    }

    /** Passes the pictures opened lately to {@code show} once they are known. */
    public void recent(Consumer<List<Path>> show) {
        files.run(recent::list, show, sentence -> show.accept(List.of()));
    }

    public void forgetRecent() {
        files.executor().execute(recent::clear);
    }
}
