package studio.kintsugi.service.colorize;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.OpenRaster;
import studio.kintsugi.imaging.io.PictureWriter;

/** A coloured sketch for drawing programs: lines over colours over paper, as OpenRaster, and the colours as PNG. */
public final class LayerFiles {
    private LayerFiles() {}

    /**
     * The files that belong to a result.
     *
     * @param layers all layers
     * @param colors the colour layer alone
     */
    public record Names(Path layers, Path colors) {
        /** {@code NAME.ora} and {@code NAME-colours.png} beside {@code NAME.png}. */
        public static Names beside(Path result) {
            String stem = result.getFileName().toString().replaceFirst("\\.[^.]*$", "");
            return new Names(result.resolveSibling(stem + ".ora"), result.resolveSibling(stem + "-colours.png"));
        }

        public List<Path> all() {
            return List.of(layers, colors);
        }
    }

    /**
     * @throws PictureException where a file can't be written
     */
    public static void write(ColorizedDrawing colored, Names names) throws PictureException {
        Picture colors = colored.colorLayer();
        writeLayers(colored, colors, names.layers());
        PictureWriter.write(colors, names.colors(), WriteOptions.DEFAULT);
    }

    /**
     * Writes all layers.
     *
     * @throws PictureException where the file can't be written
     */
    public static void writeLayers(ColorizedDrawing colored, Path file) throws PictureException {
        writeLayers(colored, colored.colorLayer(), file);
    }

    private static void writeLayers(ColorizedDrawing colored, Picture colors, Path file) throws PictureException {
        Picture merged = colored.picture();
        float[] white = new float[merged.plane(0).length];
        Arrays.fill(white, 1);
        Picture paper = new Picture(merged.width(), merged.height(), new float[][] {white, white, white}, null,
                merged.info());
        OpenRaster.write(merged, List.of(new OpenRaster.Layer("Lines", colored.lineLayer()),
                new OpenRaster.Layer("Colours", colors), new OpenRaster.Layer("Paper", paper)), file);
    }
}
