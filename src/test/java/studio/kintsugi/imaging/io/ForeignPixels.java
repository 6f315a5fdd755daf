package studio.kintsugi.imaging.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import studio.kintsugi.imaging.PictureFormat;

/** Pixels as ImageMagick or libvips decode them, in the file's own space, to compare ours with. */
final class ForeignPixels {
    private static final int PATIENCE_SECONDS = 120;
    /** What libvips turns into a PNG first: ImageMagick does not know it, or enlarges its chroma by another filter. */
    private static final Set<PictureFormat> THROUGH_VIPS =
            Set.of(PictureFormat.JPEG_XL, PictureFormat.HEIC, PictureFormat.AVIF);

    private final Path work;

    /** @param work a folder for what the programs write */
    ForeignPixels(Path work) {
        this.work = work;
    }

    /**
     * Decodes the first picture of a file, upright.
     *
     * @return red, green, blue and opacity of each pixel, row by row, 0–1, or empty where the program can't
     */
    Optional<float[]> of(Path file, PictureFormat format, int width, int height) throws IOException {
        return format == PictureFormat.OPEN_EXR ? ofVips(file, width, height) : ofMagick(file, format, width, height,
                List.of("-set", "colorspace", "sRGB"));
    }

    /** As {@link #of}, but in sRGB as ImageMagick turns other spaces into it. */
    Optional<float[]> converted(Path file, PictureFormat format, int width, int height) throws IOException {
        return ofMagick(file, format, width, height, List.of("-colorspace", "sRGB"));
    }

    private Optional<float[]> ofVips(Path file, int width, int height) throws IOException {
        Path raw = work.resolve("raw");
        if (run("vips", "rawsave", file.toString(), raw.toString()).isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        int bands = in.capacity() / Float.BYTES / (width * height);
        if (bands < 1 || bands * width * height * Float.BYTES != in.capacity()) {
            return Optional.empty();
        }
        float[] rgba = new float[4 * width * height];
        for (int i = 0; i < width * height; i++) {
            for (int c = 0; c < 4; c++) {
                int band = c == 3 ? bands - 1 : bands < 3 ? 0 : c;
                boolean opaque = c == 3 && (bands == 1 || bands == 3);
                float value = opaque ? 1 : in.getFloat((i * bands + band) * Float.BYTES);
                rgba[4 * i + c] = c == 3 && !opaque ? value / 255 : value;
            }
        }
        return Optional.of(rgba);
    }

    private Optional<float[]> ofMagick(Path file, PictureFormat format, int width, int height, List<String> space)
            throws IOException {
        Path source = file;
        boolean throughVips = THROUGH_VIPS.contains(format);
        if (throughVips) {
            source = work.resolve("vips.png");
            if (run("vips", "copy", file.toString(), source.toString()).isEmpty()) {
                return Optional.empty();
            }
        }
        Path raw = work.resolve("raw");
        String kind = throughVips ? "" : format.extensions().getFirst() + ":";
        List<String> command = new ArrayList<>(List.of("convert", kind + source + "[0]"));
        if (format == PictureFormat.GIF || format == PictureFormat.WEBP) {
            command.add("-coalesce");
        }
        command.addAll(space);
        command.addAll(List.of("-auto-orient", "-depth", "16", "-endian", "LSB",
                "RGBA:" + raw));
        Files.deleteIfExists(raw);
        if (run(command.toArray(String[]::new)).isEmpty() || !Files.exists(raw)
                || Files.size(raw) != 8L * width * height) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(raw)).order(ByteOrder.LITTLE_ENDIAN);
        float[] rgba = new float[4 * width * height];
        for (int i = 0; i < rgba.length; i++) {
            rgba[i] = (in.getShort() & 0xffff) / 65535f;
        }
        return Optional.of(rgba);
    }

    /** Runs a program; gives what it printed, or nothing where it failed. */
    static Optional<String> run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
    }
}
