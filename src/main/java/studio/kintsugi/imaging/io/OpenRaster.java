package studio.kintsugi.imaging.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.png.PngEncoder;
import studio.kintsugi.imaging.processing.Resample;

/**
 * Pictures in layers for drawing programs such as Krita, GIMP and MyPaint: OpenRaster, a zip of PNG files with a list
 * of them (<a href="https://www.openraster.org/baseline/file-layout-spec.html">file layout</a>).
 */
public final class OpenRaster {
    private static final byte[] TYPE = "image/openraster".getBytes(StandardCharsets.US_ASCII);
    private static final int THUMBNAIL = 256;

    private OpenRaster() {}

    /**
     * One layer.
     *
     * @param name for people
     * @param picture of the same size as the others
     */
    public record Layer(String name, Picture picture) {}

    /**
     * Writes a file; one that stands there already is replaced once the new one is whole.
     *
     * @param merged what all layers look like together
     * @param layers the topmost first
     * @throws PictureException where the file can't be written
     */
    public static void write(Picture merged, List<Layer> layers, Path target) throws PictureException {
        Path file = target.toAbsolutePath();
        if (!Files.isDirectory(file.getParent())) {
            throw new PictureException(Sentence.of("The folder %s is not there; make it first or choose another.",
                    file.getParent()));
        }
        try {
            AtomicFile.write(file, channel -> {
                ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)));
                type(zip);
                entry(zip, "stack.xml", out -> out.write(stack(merged, layers).getBytes(StandardCharsets.UTF_8)));
                for (int i = 0; i < layers.size(); i++) {
                    png(zip, "data/layer" + i + ".png", layers.get(i).picture());
                }
                png(zip, "mergedimage.png", merged);
                png(zip, "Thumbnails/thumbnail.png", thumbnail(merged));
                zip.finish();
                zip.flush();
            });
        } catch (IOException e) {
            throw new PictureException(Sentence.of("The layers can't be saved as %s; choose another folder, and see"
                    + " that there is room on the disk.", file), e);
        }
    }

    /** Comes first and uncompressed, so that programs know the file by its beginning. */
    private static void type(ZipOutputStream zip) throws IOException {
        ZipEntry entry = new ZipEntry("mimetype");
        CRC32 crc = new CRC32();
        crc.update(TYPE);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(TYPE.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(TYPE);
        zip.closeEntry();
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private static void entry(ZipOutputStream zip, String name, Content content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        content.writeTo(zip);
        zip.closeEntry();
    }

    private static void png(ZipOutputStream zip, String name, Picture picture) throws IOException {
        BitDepth depth = picture.info().depth() == BitDepth.EIGHT ? BitDepth.EIGHT : BitDepth.SIXTEEN;
        entry(zip, name, out -> PngEncoder.write(picture, depth, out));
    }

    private static Picture thumbnail(Picture picture) {
        double factor = Math.min(1, (double) THUMBNAIL / Math.max(picture.width(), picture.height()));
        return Resample.area(picture, Math.max(1, (int) (picture.width() * factor)),
                Math.max(1, (int) (picture.height() * factor)));
    }

    private static String stack(Picture merged, List<Layer> layers) {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append(String.format(Locale.ROOT, "<image version=\"0.0.3\" w=\"%d\" h=\"%d\">%n <stack>%n", merged.width(),
                merged.height()));
        for (int i = 0; i < layers.size(); i++) {
            out.append(String.format(Locale.ROOT,
                    "  <layer name=\"%s\" src=\"data/layer%d.png\" composite-op=\"svg:src-over\" x=\"0\" y=\"0\""
                    + " opacity=\"1.0\" visibility=\"visible\"/>%n", escaped(layers.get(i).name()), i));
        }
        return out.append(" </stack>\n</image>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
