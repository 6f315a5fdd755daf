package studio.kintsugi.imaging.io;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.UnreadableFormat;
import studio.kintsugi.imaging.bmp.BmpFile;
import studio.kintsugi.imaging.color.Icc;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.ImageIoDecoder;
import studio.kintsugi.imaging.decode.RasterPlanes;
import studio.kintsugi.imaging.exr.ExrDecoder;
import studio.kintsugi.imaging.gif.GifDecoder;
import studio.kintsugi.imaging.hdr.FloatMapDecoder;
import studio.kintsugi.imaging.hdr.RadianceDecoder;
import studio.kintsugi.imaging.heif.HeifDecoder;
import studio.kintsugi.imaging.jp2.Jp2Decoder;
import studio.kintsugi.imaging.jpeg.JpegFile;
import studio.kintsugi.imaging.jxl.JxlDecoder;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.png.PngDecoder;
import studio.kintsugi.imaging.psd.PsdFile;
import studio.kintsugi.imaging.svg.SvgDecoder;
import studio.kintsugi.imaging.tga.TgaDecoder;
import studio.kintsugi.imaging.tiff.TiffDecoder;
import studio.kintsugi.imaging.webp.WebpDecoder;
import studio.kintsugi.imaging.webp.WebpFile;

/**
 * Opens picture files of every {@link PictureFormat}, told apart by what is in them and not by their names; of files
 * with several pictures the first.
 */
public final class PictureReader {
    private static final int HEAD = 16;
    private static final int JPEG_HEADER = 1 << 20;
    private static final int BUFFER = 1 << 16;
    private static final long MAX_FILE_SHARE = 4;

    private PictureReader() {}

    /**
     * Reads a picture. Orientation is applied; pixels stay in the file's own RGB space, whose profile is in
     * {@link studio.kintsugi.imaging.PictureInfo#profile()}; grey profiles, CMYK and Lab become sRGB.
     *
     * @throws PictureException where the file is missing, is no picture, is damaged or cut short, or does not fit into
     *         memory; the message names the file and says what to do
     */
    public static Picture read(Path file) throws PictureException {
        return guarded(file, format -> decode(file, format).toPicture());
    }

    /**
     * The size that {@link #read} would give, from the header alone.
     *
     * @throws PictureException as {@link #read}, as far as the header shows it
     */
    public static PictureSize probe(Path file) throws PictureException {
        return guarded(file, format -> size(file, format));
    }

    /**
     * Why a file whose name is that of a format that can't be read will not be opened, as {@link #read} says it; told
     * from its first bytes, and nothing where they are those of a picture.
     */
    public static Optional<String> refusal(Path file) {
        String name = name(file);
        if (UnreadableFormat.ofName(name).isEmpty()) {
            return Optional.empty();
        }
        try {
            sniff(file, name);
            return Optional.empty();
        } catch (PictureException e) {
            return Optional.of(e.getMessage());
        } catch (IOException unreadable) {
            // told when it is opened
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PictureFormat format) throws IOException, PictureException;
    }

    private static <T> T guarded(Path file, Work<T> work) throws PictureException {
        String name = name(file);
        try {
            return work.on(sniff(file, name));
        } catch (EOFException e) {
            throw new PictureException(Sentence.of("“%s” is cut short: part of the picture is missing; copy or"
                    + " download it again.", name), e);
        } catch (AccessDeniedException e) {
            throw new PictureException(Sentence.of("“%s” cannot be opened: you have no permission to read it; change"
                    + " its permissions or copy it elsewhere.", name), e);
        } catch (OutOfMemoryError e) {
            throw new PictureException(Sentence.of("“%s” needs more memory than is free; close other pictures or"
                    + " make it smaller first.", name), e);
        } catch (IOException | RuntimeException e) {
            if (causedByEnd(e)) {
                throw new PictureException(Sentence.of("“%s” is cut short: part of the picture is missing; copy or"
                        + " download it again.", name), e);
            }
            throw new PictureException(Sentence.of("“%s” is damaged or of a kind that cannot be read; open another"
                    + " copy, or save it anew as PNG or TIFF in the program it came from.", name), e);
        }
    }

    private static boolean causedByEnd(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return true;
            }
        }
        return false;
    }

    private static PictureFormat sniff(Path file, String name) throws IOException, PictureException {
        if (Files.isDirectory(file)) {
            throw new PictureException(Sentence.of("“%s” is a folder; choose a picture inside it.", name));
        }
        if (!Files.exists(file)) {
            throw new PictureException(Sentence.of("“%s” is not there; check the name and the folder %s.", name,
                    file.toAbsolutePath().getParent()));
        }
        byte[] head = head(file);
        if (head.length == 0) {
            throw new PictureException(Sentence.of("“%s” is empty (0 bytes); copy or download it again.", name));
        }
        Optional<PictureFormat> format = PictureFormat.ofContent(head);
        Optional<UnreadableFormat> unreadable = UnreadableFormat.ofContent(head);
        Optional<UnreadableFormat> named = UnreadableFormat.ofName(name);
        if (unreadable.isPresent() && (format.isEmpty() || unreadable.get() == UnreadableFormat.RAW)) {
            throw unreadable.get().refusal(name);
        }
        boolean rawByName = named.filter(f -> f == UnreadableFormat.RAW).isPresent();
        if (format.isPresent() ? rawByName && format.get() == PictureFormat.TIFF : named.isPresent()) {
            throw named.orElseThrow().refusal(name);
        }
        format = format.or(() -> PictureFormat.ofName(name).filter(f -> f.isTakenByName(head)));
        if (format.isEmpty()) {
            refuseStandIn(head, name);
            String kinds = Arrays.stream(PictureFormat.values()).map(PictureFormat::title)
                    .collect(Collectors.joining(", "));
            throw new PictureException(PictureFormat.ofName(name)
                    .map(claimed -> Sentence.of("“%s” is not a picture, although its name says %s; choose a file of"
                            + " another kind (%s).", name, claimed.title(), kinds))
                    .orElseGet(() -> Sentence.of("“%s” is not a picture; choose a file of another kind (%s).", name,
                            kinds)));
        }
        return format.get();
    }

    /** Says so where a download brought something else in the picture's place. */
    private static void refuseStandIn(byte[] head, String name) throws PictureException {
        String text = new String(head, StandardCharsets.ISO_8859_1).replace("ï»¿", "").stripLeading()
                .toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype") || text.startsWith("<html") || text.startsWith("<head")) {
            throw new PictureException(Sentence.of("“%s” is a web page, not a picture: download the picture itself, not"
                    + " the page that shows it.", name));
        }
        if (text.startsWith("version https:")) {
            throw new PictureException(Sentence.of("“%s” is a Git LFS pointer, not the picture: download the file that"
                    + " it stands for, with “git lfs pull” or from its page.", name));
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    private static PictureSize size(Path file, PictureFormat format) throws IOException, PictureException {
        switch (format) {
            case JPEG -> {
                JpegFile jpeg = jpegHeader(file);
                int orientation = Optional.ofNullable(jpeg.exif()).map(Exif::orientation).orElse(Orientation.NORMAL);
                return Orientation.size(jpeg.width(), jpeg.height(), orientation);
            }
            case PNG -> {
                try (InputStream in = stream(file)) {
                    return PngDecoder.size(in);
                }
            }
            case TIFF -> {
                return TiffDecoder.size(file, name(file));
            }
            case WEBP -> {
                WebpFile webp = WebpFile.parse(Files.readAllBytes(file));
                PictureSize stored = webp.size();
                int orientation = Optional.ofNullable(webp.exif()).map(Exif::orientation).orElse(Orientation.NORMAL);
                return Orientation.size(stored.width(), stored.height(), orientation);
            }
            case GIF -> {
                return GifDecoder.size(Files.readAllBytes(file));
            }
            case HEIC, AVIF -> {
                return HeifDecoder.size(format, bytes(file, name(file)), name(file));
            }
            case JPEG_XL -> {
                return JxlDecoder.size(bytes(file, name(file)), name(file));
            }
            case JPEG_2000 -> {
                return Jp2Decoder.size(bytes(file, name(file)), name(file));
            }
            case OPEN_EXR -> {
                return ExrDecoder.size(bytes(file, name(file)), name(file));
            }
            case PSD -> {
                PsdFile psd = PsdFile.read(file);
                psd.check(name(file));
                return psd.size();
            }
            case RADIANCE -> {
                return RadianceDecoder.size(file);
            }
            case PFM -> {
                return FloatMapDecoder.size(bytes(file, name(file)));
            }
            case SVG -> {
                return SvgDecoder.size(bytes(file, name(file)));
            }
            case TGA -> {
                return TgaDecoder.size(bytes(file, name(file)));
            }
            case BMP -> {
                return ImageIoDecoder.size(format, memory(BmpFile.forDecoder(bytes(file, name(file)))));
            }
            default -> {
                try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
                    return ImageIoDecoder.size(format, in);
                }
            }
        }
    }

    private static JpegFile jpegHeader(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(JPEG_HEADER);
        }
        try {
            return JpegFile.parse(head, false);
        } catch (EOFException longHeader) {
            return JpegFile.parse(Files.readAllBytes(file), false);
        }
    }

    private static Decoded decode(Path file, PictureFormat format) throws IOException, PictureException {
        String name = name(file);
        switch (format) {
            case JPEG -> {
                return decodeJpeg(bytes(file, name), name);
            }
            case PNG -> {
                try (InputStream in = stream(file)) {
                    return PngDecoder.decode(in, name);
                }
            }
            case TIFF -> {
                return TiffDecoder.decode(file, name);
            }
            case WEBP -> {
                return WebpDecoder.decode(bytes(file, name), name);
            }
            case GIF -> {
                return GifDecoder.decode(bytes(file, name), name);
            }
            case HEIC, AVIF -> {
                return HeifDecoder.decode(format, bytes(file, name), name);
            }
            case JPEG_XL -> {
                return JxlDecoder.decode(bytes(file, name), name);
            }
            case JPEG_2000 -> {
                return Jp2Decoder.decode(bytes(file, name), name);
            }
            case OPEN_EXR -> {
                return ExrDecoder.decode(bytes(file, name), name);
            }
            case PSD -> {
                return decodePsd(file, name);
            }
            case RADIANCE -> {
                return RadianceDecoder.decode(file, name);
            }
            case PFM -> {
                return FloatMapDecoder.decode(bytes(file, name), name);
            }
            case SVG -> {
                return SvgDecoder.decode(bytes(file, name), name);
            }
            case TGA -> {
                return TgaDecoder.decode(bytes(file, name), name);
            }
            case BMP -> {
                return decodeBmp(BmpFile.forDecoder(bytes(file, name)), name);
            }
            default -> {
                return decodeOther(file, format, name);
            }
        }
    }

    private static Decoded decodeOther(Path file, PictureFormat format, String name)
            throws IOException, PictureException {
        PictureSize size;
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            size = ImageIoDecoder.size(format, in);
        }
        RasterPlanes planes;
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            planes = ImageIoDecoder.decode(format, in, false, name);
        }
        return Decoded.of(size, planes, null, Metadata.NONE);
    }

    private static Decoded decodeBmp(byte[] bytes, String name) throws IOException, PictureException {
        PictureSize size = ImageIoDecoder.size(PictureFormat.BMP, memory(bytes));
        RasterPlanes planes = ImageIoDecoder.decode(PictureFormat.BMP, memory(bytes), false, name);
        byte[] icc = BmpFile.icc(bytes);
        if (planes.gray()) {
            Icc.grayToSrgb(planes.planes()[0], icc);
        }
        return Decoded.of(size, planes, Icc.rgbOrNull(icc),
                Metadata.NONE.withResolution(BmpFile.resolution(bytes)));
    }

    private static Decoded decodePsd(Path file, String name) throws IOException, PictureException {
        PsdFile psd = PsdFile.read(file);
        psd.check(name);
        try (ImageInputStream in = psd.forDecoder()) {
            return psd.decoded(ImageIoDecoder.decode(PictureFormat.PSD, in, false, name));
        }
    }

    private static Decoded decodeJpeg(byte[] bytes, String name) throws IOException, PictureException {
        JpegFile jpeg = JpegFile.parse(bytes, true);
        DecodeLimits.check(name, jpeg.width(), jpeg.height(), 4 * Float.BYTES);
        boolean cmyk = jpeg.components() == 4;
        ImageInputStream plain = memory(jpeg.forDecoder(cmyk));
        RasterPlanes planes = ImageIoDecoder.decode(PictureFormat.JPEG, plain, false, name);
        byte[] icc = jpeg.icc();
        if (planes.gray()) {
            Icc.grayToSrgb(planes.planes()[0], icc);
        }
        boolean keep = !cmyk && !planes.gray();
        return Decoded.of(new PictureSize(jpeg.width(), jpeg.height()), planes, keep ? Icc.rgbOrNull(icc) : null,
                jpeg.metadata());
    }

    private static byte[] bytes(Path file, String name) throws IOException, PictureException {
        if (Files.size(file) > Runtime.getRuntime().maxMemory() / MAX_FILE_SHARE) {
            throw new PictureException(Sentence.of("“%s” is too large a file to be opened with the memory there is;"
                    + " make it smaller first.", name));
        }
        return Files.readAllBytes(file);
    }

    private static ImageInputStream memory(byte[] bytes) {
        return new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes));
    }

    private static InputStream stream(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }
}
