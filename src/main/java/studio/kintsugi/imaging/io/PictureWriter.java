package studio.kintsugi.imaging.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.color.SrgbRows;
import studio.kintsugi.imaging.jpeg.JpegEncoder;
import studio.kintsugi.imaging.metadata.MetadataClaims;
import studio.kintsugi.imaging.png.PngEncoder;
import studio.kintsugi.imaging.tiff.TiffEncoder;
import studio.kintsugi.imaging.webp.WebpEncoder;

/**
 * Saves pictures as JPEG, PNG, TIFF or WebP, as asked or by the extension of the file's name, with ICC profile, EXIF,
 * IPTC and XMP.
 * A file that stands there already is replaced only once the new one is whole and on the disk.
 */
public final class PictureWriter {
    private PictureWriter() {}

    /**
     * Saves a picture, reading its rows once. Values become the nearest integers of the format. Grey pictures are
     * written with one channel, but for WebP; JPEG lays alpha over white, PNG has at most 16 bits, WebP 8 and no IPTC.
     *
     * @return sentences for people about what of the source was not taken or has no place in this format; mostly none
     * @throws PictureException where the format cannot be written, or the place cannot be written to or is full; the
     *         message names the file and says what to do, and a file that stood there is left whole
     */
    public static List<String> write(RowSource rows, Path target, WriteOptions options) throws PictureException {
        return write(rows, target, options, whole -> { });
    }

    /**
     * As {@link #write(RowSource, Path, WriteOptions)}.
     *
     * @param witness sees the new file before it takes its place
     */
    public static List<String> write(RowSource rows, Path target, WriteOptions options, AtomicFile.Witness witness)
            throws PictureException {
        Path file = target.toAbsolutePath();
        String name = file.getFileName() == null ? file.toString() : file.getFileName().toString();
        PictureFormat format = options.format().isPresent() ? options.format().get() : format(name);
        BitDepth wanted = options.depth().orElse(rows.info().depth());
        BitDepth depth = wanted.atMost(format.deepest().orElse(BitDepth.EIGHT));
        RangeWatch watch = new RangeWatch(options.toSrgb() ? SrgbRows.of(rows) : rows);
        RowSource picture = new RowsWithTrueMetadata(watch, options.keepsMetadata());
        List<String> leftOut = new ArrayList<>();
        checkPlace(file, name);
        int longest = format.longestSide();
        if (Math.max(picture.width(), picture.height()) > longest) {
            throw new PictureException(Sentence.of("“%s” would be %s×%s pixels, and %s holds at most %s a side; save"
                    + " it as PNG or TIFF.", name, picture.width(), picture.height(), format.title(), longest));
        }
        try {
            AtomicFile.write(file, channel -> {
                switch (format) {
                    case PNG -> PngEncoder.write(picture, depth, channel);
                    case TIFF -> leftOut.addAll(TiffEncoder.write(picture, depth, channel));
                    case WEBP -> {
                        WebpEncoder.write(picture, options, channel);
                        picture.info().metadata().iptc().ifPresent(iptc -> leftOut.add("IPTC"));
                    }
                    default -> leftOut.addAll(JpegEncoder.write(picture, options, channel));
                }
            }, witness);
        } catch (AccessDeniedException e) {
            throw new PictureException(Sentence.of("“%s” cannot be saved: you have no permission to write in %s;"
                    + " choose another folder.", name, file.getParent()), e);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw failure(file, name, e);
        }
        List<String> notes = new ArrayList<>(picture.info().notes());
        Set<String> companions = MetadataClaims.companions(rows.info().metadata());
        if (!companions.isEmpty()) {
            notes.add("“" + name + "” is the picture alone: what lay beside it in its file (" + String.join(", ",
                    companions) + ") was left out.");
        }
        if (depth != BitDepth.FLOAT && watch.isBeyond()) {
            notes.add("“" + name + "” holds no light beyond black and white: values below 0 and above 1 were clipped;"
                    + " a TIFF of floats keeps them.");
        }
        if (!leftOut.isEmpty()) {
            notes.add("“" + name + "” has no place for " + String.join(", ", leftOut) + ", which was left out.");
        }
        return notes;
    }

    private static PictureFormat format(String name) throws PictureException {
        Optional<PictureFormat> format = PictureFormat.ofName(name);
        if (format.isEmpty() || !format.get().isWritable()) {
            throw new PictureException(Sentence.of("“%s” cannot be saved in that format; give it a name that ends in"
                    + " .jpg, .png, .tif or .webp.", name));
        }
        return format.get();
    }

    private static void checkPlace(Path file, String name) throws PictureException {
        if (Files.isDirectory(file)) {
            throw new PictureException(Sentence.of("“%s” is a folder; give the picture a file name inside it.",
                    name));
        }
        if (!Files.isDirectory(file.getParent())) {
            throw new PictureException(Sentence.of("The folder %s is not there; make it first or choose another.",
                    file.getParent()));
        }
    }

    private static PictureException failure(Path file, String name, Throwable e) {
        if (e.getCause() instanceof KintsugiException told) {
            return new PictureException(told.sentence(), told);
        }
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        String lower = String.valueOf(reason).toLowerCase(Locale.ROOT);
        if (lower.contains("no space") || lower.contains("not enough space") || lower.contains("quota")) {
            return new PictureException(Sentence.of("There is not enough room on the disk to save “%s”; free some"
                    + " room or choose another folder.", name), e);
        }
        if (e instanceof OutOfMemoryError) {
            return new PictureException(Sentence.of("Saving “%s” needs more memory than is free; close other"
                    + " pictures and try again.", name), e);
        }
        return new PictureException(Sentence.of("“%s” could not be saved in %s (%s); choose another folder or name.",
                name, file.getParent(), reason), e);
    }
}
