package studio.kintsugi.service.colorize;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.imaging.OpenRaster;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureWriter;
import studio.kintsugi.imaging.WriteOptions;

/** A coloured sketch for drawing programs: lines over colours over paper, as OpenRaster, and the colours as PNG. */
public final class LayerFiles {
    private LayerFiles() {}

    /**
     * The files that belong to a result.
     *
     * @param layers all layers
     * @param colours the colour layer alone
     */
    public record Names(Path layers, Path colours) {
        /** {@code NAME.ora} and {@code NAME-colours.png} beside {@code NAME.png}. */
        public static Names beside(Path result) {
            String stem = result.getFileName().toString().replaceFirst("\\.[^.]*$", "");
            return new Names(result.resolveSibling(stem + ".ora"), result.resolveSibling(stem + "-colours.png"));
        }

        public List<Path> all() {
            return List.of(layers, colours);
        }
    }

    /**
     * @throws PictureException where a file can't be written
     */
    public static void write(Colored coloured, Names names) throws PictureException {
        Picture colours = coloured.colourLayer();
        writeLayers(coloured, colours, names.layers());
        PictureWriter.write(colours, names.colours(), WriteOptions.DEFAULT);
    }

    /**
     * Writes all layers.
     *
     * @throws PictureException where the file can't be written
     */
    public static void writeLayers(Colored coloured, Path file) throws PictureException {
        writeLayers(coloured, coloured.colourLayer(), file);
    }

    private static void writeLayers(Colored coloured, Picture colours, Path file) throws PictureException {
        Picture merged = coloured.picture();
        float[] white = new float[merged.plane(0).length];
        Arrays.fill(white, 1);
        Picture paper = new Picture(merged.width(), merged.height(), new float[][] {white, white, white}, null,
                merged.info());
        OpenRaster.write(merged, List.of(new OpenRaster.Layer("Lines", coloured.lineLayer()),
                new OpenRaster.Layer("Colours", colours), new OpenRaster.Layer("Paper", paper)), file);
    }
}
