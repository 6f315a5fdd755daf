package studio.kintsugi.ui.saving;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.EmbeddedRecipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.imaging.ForwardingRows;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.ui.common.Texts;

/**
 * A picture that goes into a file, with the recipe of what was done embedded.
 *
 * @param picture makes it
 * @param steps that were done
 * @param file where it goes
 * @param options how
 */
record PictureFile(Supplier<Picture> picture, List<Step> steps, Path file, WriteOptions options) {
    /**
     * Writes it; not for the JavaFX thread.
     *
     * @param originals files that are open, none of which is written to
     * @param progress receives the part that is written, 0–1, on this thread
     * @return sentences for people about what was left out
     */
    List<String> write(List<Path> originals, DoubleConsumer progress) throws KintsugiException {
        if (originals.stream().anyMatch(original -> SameFile.are(original, file))) {
            throw new KintsugiException(Texts.of("save.original"));
        }
        Picture whole = EmbeddedRecipe.add(picture.get(), steps);
        return PictureWriter.write(new ForwardingRows(whole, whole.info()) {
            @Override
            public void row(int y, float[][] into) throws IOException {
                super.row(y, into);
                progress.accept((y + 1.0) / whole.height());
            }
        }, file, options);
    }
}
