package studio.kintsugi.ui.colorize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureWriter;
import studio.kintsugi.imaging.SameFile;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.service.colorize.Colored;
import studio.kintsugi.service.colorize.LayerFiles;
import studio.kintsugi.ui.text.Texts;
import studio.kintsugi.ui.tools.ToolHost;

/** Asks where a coloured sketch is to be saved and saves it there, but never over what it was made from. */
final class ColouredFiles {
    private final ToolHost host;

    ColouredFiles(ToolHost host) {
        this.host = host;
    }

    @FunctionalInterface
    private interface Writer {
        void write(Colored now, Path file) throws PictureException;
    }

    /** @param lines whether with the sketch's lines on top */
    void savePicture(Colored now, Page from, boolean lines) {
        save(now, from, "colorize.suffix", lines ? Colored::picture : Colored::withoutLines);
    }

    /** Colours alone, on nothing. */
    void saveColours(Colored now, Page from) {
        save(now, from, "colorize.suffix.colours", Colored::colourLayer);
    }

    /** Lines and colours as layers, OpenRaster. */
    void saveLayers(Colored now, Page from) {
        save(now, from, "colorize.suffix", ".ora", LayerFiles::writeLayers);
    }

    private void save(Colored now, Page from, String suffix, Function<Colored, Picture> what) {
        save(now, from, suffix, ".png",
                (coloured, file) -> PictureWriter.write(what.apply(coloured), file, WriteOptions.DEFAULT));
    }

    private void save(Colored now, Page from, String suffix, String ending, Writer writer) {
        Path sketch = from.sketch().file().toAbsolutePath();
        String stem = sketch.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        List<Path> originals = new ArrayList<>(List.of(sketch));
        from.references().forEach(r -> originals.add(r.file()));
        host.askSave(sketch.resolveSibling(stem + Texts.of(suffix) + ending)).ifPresent(file -> host.tasks().run(() -> {
            if (originals.stream().anyMatch(o -> SameFile.are(o, file))) {
                throw new KintsugiException(Texts.of("save.original"));
            }
            writer.write(now, file);
            return file;
        }, written -> host.note(Texts.of("saved", written)), host::error));
    }
}
