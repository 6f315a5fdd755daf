package studio.kintsugi.imaging.tiff;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.UnreadableFormat;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.ImageIoDecoder;
import studio.kintsugi.imaging.decode.RasterPlanes;
import studio.kintsugi.imaging.metadata.PhotoshopResources;

/** Decodes TIFF strip by strip, and takes the profile and metadata from its first directory. */
public final class TiffDecoder {
    private TiffDecoder() {}

    /** The size as shown. */
    public static PictureSize size(Path file, String name) throws IOException, PictureException {
        refuseRaw(file, directory(file), name);
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            PictureSize stored = ImageIoDecoder.size(PictureFormat.TIFF, in);
            int orientation = directory(file).number(TiffDirectory.ORIENTATION, Orientation.NORMAL);
            return Orientation.size(stored.width(), stored.height(), orientation);
        }
    }

    /** Decodes the first picture of a file. */
    public static Decoded decode(Path file, String name) throws IOException, PictureException {
        TiffDirectory directory = directory(file);
        refuseRaw(file, directory, name);
        String compression = TiffLayout.unknownCompression(directory);
        if (compression != null) {
            throw new PictureException(Sentence.of("“%s” was not opened: its compression in TIFF (%s) can't be read"
                    + " yet; save it anew with LZW or Deflate.", name, compression));
        }
        String samples = TiffLayout.unknownSamples(directory);
        if (samples != null) {
            throw new PictureException(Sentence.of("“%s” was not opened: %s in TIFF can't be read yet; save it anew as"
                    + " RGB of 8 or 16 bits.", name, samples));
        }
        RasterPlanes planes;
        PictureSize size;
        boolean logLuv = TiffLogLuv.has(directory);
        if (logLuv || TiffSamples.has(directory)) {
            TiffLayout layout = TiffLayout.of(directory);
            DecodeLimits.check(name, layout.width(), layout.height(), Float.BYTES * layout.samples());
            size = new PictureSize(layout.width(), layout.height());
            try (FileChannel channel = FileChannel.open(file)) {
                planes = logLuv ? TiffLogLuv.decode(layout, source(channel))
                        : TiffSamples.decode(directory, layout, source(channel));
            }
        } else {
            try (ImageInputStream in = open(file, directory, name)) {
                size = ImageIoDecoder.size(PictureFormat.TIFF, in);
                in.seek(0);
                planes = ImageIoDecoder.decode(PictureFormat.TIFF, in, true, name);
            }
        }
        byte[] icc = directory.bytes(TiffDirectory.ICC);
        if (planes.gray()) {
            Icc.grayToSrgb(planes.planes()[0], icc);
        }
        byte[] rgb = planes.gray() || TiffSamples.isLab(directory) ? null : Icc.rgbOrNull(icc);
        long bits = Arrays.stream(directory.numbers(258)).max().orElse(1);
        List<String> notes = new ArrayList<>();
        if (TiffSamples.has(directory) && directory.number(339, 1) == 1 && bits > 16) {
            notes.add("“" + name + "” has integers of " + bits + " bits, which TIFF keeps as floats of 32 bits.");
        }
        if (directory.hasBoundNotes()) {
            notes.add("“" + name + "” has " + TiffDirectory.NOTES
                    + ", which hold only where they are and are left out.");
        }
        return new Decoded(size.width(), size.height(), planes.planes(), planes.alpha(), planes.gray(),
                planes.depth(), logLuv ? TiffLogLuv.profile() : rgb == null ? ColorProfile.SRGB
                : ColorProfile.ofIcc(rgb), metadata(directory),
                directory.number(TiffDirectory.ORIENTATION, Orientation.NORMAL), notes)
                .withCount(name, pictures(file));
    }

    /** The file, or a copy in memory of a kind that the decoder knows. */
    private static ImageInputStream open(Path file, TiffDirectory directory, String name)
            throws IOException, PictureException {
        if (!TiffLayout.isUncommon(directory)) {
            return new FileImageInputStream(file.toFile());
        }
        TiffLayout layout = TiffLayout.of(directory);
        DecodeLimits.check(name, layout.width(), layout.height(), 4 * Float.BYTES + 4 * layout.samples());
        try (FileChannel channel = FileChannel.open(file)) {
            return new MemoryCacheImageInputStream(
                    new ByteArrayInputStream(TiffRepacker.repack(directory, layout, source(channel))));
        }
    }

    private static Metadata metadata(TiffDirectory directory) {
        TiffDirectory rest = directory.descriptive();
        byte[] iptc = Optional.ofNullable(directory.bytes(TiffDirectory.IPTC))
                .or(() -> Optional.ofNullable(directory.bytes(TiffDirectory.PHOTOSHOP)).map(PhotoshopResources::iptc))
                .orElse(null);
        byte[] resources = Optional.ofNullable(directory.bytes(TiffDirectory.PHOTOSHOP)).map(PhotoshopResources::others)
                .orElse(null);
        return new Metadata(rest.isEmpty() ? null : rest.toStream(), iptc, directory.bytes(TiffDirectory.XMP))
                .withResources(resources);
    }

    private static TiffDirectory directory(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return TiffDirectory.read(source(channel));
        }
    }

    /** The picture that a raw file begins with is a preview of what it holds, and is not taken for it. */
    private static void refuseRaw(Path file, TiffDirectory directory, String name)
            throws IOException, PictureException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (directory.isRaw(source(channel))) {
                throw UnreadableFormat.RAW.refusal(name);
            }
        }
    }

    private static int pictures(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return TiffDirectory.pictures(source(channel));
        }
    }

    private static TiffDirectory.Source source(FileChannel channel) {
        return (position, length) -> {
            if (position < 0 || length < 0 || position + length > channel.size()) {
                throw new EOFException("past the end of the file");
            }
            ByteBuffer bytes = ByteBuffer.allocate(length);
            while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
                continue;
            }
            return bytes.array();
        };
    }
}
