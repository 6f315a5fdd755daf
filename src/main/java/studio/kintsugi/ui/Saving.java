package studio.kintsugi.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureWriter;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.recipe.EmbeddedRecipe;
import studio.kintsugi.recipe.Step;
import studio.kintsugi.ui.document.Document;
import studio.kintsugi.ui.document.Edit;
import studio.kintsugi.ui.tasks.BackgroundTasks;

/** Saves pictures beside their originals, with the recipe of what was done embedded. */
final class Saving {
    private final FileDialogs dialogs;
    private final BackgroundTasks tasks;
    private final Banner banner;
    private final Consumer<String> failed;

    /**
     * @param failed told a sentence
     */
    Saving(FileDialogs dialogs, BackgroundTasks tasks, Banner banner, Consumer<String> failed) {
        this.dialogs = dialogs;
        this.tasks = tasks;
        this.banner = banner;
        this.failed = failed;
    }

    void save(Document document) {
        document.savedTo().ifPresentOrElse(file -> write(document, file), () -> saveAs(document));
    }

    void saveAs(Document document) {
        dialogs.save(suggestion(document)).ifPresent(file -> {
            if (file.toAbsolutePath().equals(document.original().toAbsolutePath())) {
                banner.error("The original is never overwritten: choose another name.");
            } else {
                write(document, file);
            }
        });
    }

    private static Path suggestion(Document document) {
        Path original = document.original().toAbsolutePath();
        String name = original.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        String ending = dot < 0 ? ".png" : name.substring(dot);
        boolean writable = ending.matches("(?i)\\.(jpe?g|png|tiff?)");
        return original.resolveSibling(stem + "-mended" + (writable ? ending : ".png"));
    }

    private void write(Document document, Path file) {
        Optional<Edit> edit = document.edit();
        List<Step> steps = document.steps();
        tasks.run(() -> {
            Picture picture = edit.map(Edit::result).orElse(document.opened());
            PictureWriter.write(EmbeddedRecipe.add(picture, steps), file, WriteOptions.DEFAULT);
            return file;
        }, written -> {
            document.saved(written, edit);
            banner.note("Saved as " + written + ".");
        }, failed);
    }
}
