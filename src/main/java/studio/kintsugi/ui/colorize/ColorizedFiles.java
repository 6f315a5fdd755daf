package studio.kintsugi.ui.colorize;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.colorize.ColorizedDrawing;
import studio.kintsugi.service.colorize.LayerFiles;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.ToolHost;

/** Asks where to save a coloured sketch and saves it there, never over its own inputs. */
final class ColorizedFiles {
    private final ToolHost host;

    ColorizedFiles(ToolHost host) {
        this.host = host;
    }

    @FunctionalInterface
    private interface Writer {
        /** @return sentences about what was left out */
        List<String> write(ColorizedDrawing now, Path file) throws PictureException;
    }

    /** @param lines whether with the sketch's lines on top */
    void savePicture(ColorizedDrawing now, ColorizeState from, boolean lines) {
        save(now, from, "colorize.suffix", lines ? ColorizedDrawing::picture : ColorizedDrawing::withoutLines);
    }

    /** Saves the colours alone, on a transparent background. */
    void saveColors(ColorizedDrawing now, ColorizeState from) {
        save(now, from, "colorize.suffix.colours", ColorizedDrawing::colorLayer);
    }

    /** Saves lines and colours as layers of an OpenRaster file. */
    void saveLayers(ColorizedDrawing now, ColorizeState from) {
        save(now, from, "colorize.suffix", ".ora", (colored, file) -> {
            LayerFiles.writeLayers(colored, file);
            return colored.picture().info().notes();
        });
    }

    private void save(ColorizedDrawing now, ColorizeState from, String suffix,
            Function<ColorizedDrawing, Picture> what) {
        save(now, from, suffix, ".png",
                (colored, file) -> PictureWriter.write(what.apply(colored), file, WriteOptions.DEFAULT));
    }

    private void save(ColorizedDrawing now, ColorizeState from, String suffix, String ending, Writer writer) {
        Path sketch = from.sketch().file().toAbsolutePath();
        String stem = sketch.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        List<Path> originals = new ArrayList<>(List.of(sketch));
        from.references().forEach(r -> originals.add(r.file()));
        host.askSave(sketch.resolveSibling(stem + Texts.of(suffix) + ending)).ifPresent(file -> host.tasks().run(() -> {
            if (originals.stream().anyMatch(o -> SameFile.are(o, file))) {
                throw new KintsugiException(Texts.of("save.original"));
            }
            return Stream.concat(Stream.of(Texts.of("saved", file)), writer.write(now, file).stream())
                    .collect(Collectors.joining("\n"));
        }, host::note, host::error));
    }
}
