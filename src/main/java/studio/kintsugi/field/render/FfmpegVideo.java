package studio.kintsugi.field.render;

import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/** Turntables as MP4 videos, which the program ffmpeg encodes where it is installed. */
public final class FfmpegVideo {
    private static final String PROGRAM = "ffmpeg";

    private FfmpegVideo() {}

    /**
     * Writes a video; its sides are even, as its encoding wants, so a pixel may be left out.
     *
     * @param file replaced if it is there
     * @throws KintsugiException where ffmpeg is not installed
     * @throws IOException where it fails
     */
    public static void write(Turntable turntable, Path file) throws KintsugiException, IOException {
        int side = turntable.side() / 2 * 2;
        Process ffmpeg = start(side, 1000 / turntable.millisecondsAFrame(), file);
        try (OutputStream frames = new BufferedOutputStream(ffmpeg.getOutputStream())) {
            byte[] row = new byte[3 * side];
            for (int i = 0; i < turntable.frames(); i++) {
                BufferedImage frame = turntable.frame(i);
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        int rgb = frame.getRGB(x, y);
                        row[3 * x] = (byte) (rgb >> 16);
                        row[3 * x + 1] = (byte) (rgb >> 8);
                        row[3 * x + 2] = (byte) rgb;
                    }
                    frames.write(row);
                }
            }
        } catch (IOException brokenPipe) {
            ffmpeg.destroy();
            throw new IOException("ffmpeg ended before the last frame", brokenPipe);
        }
        try {
            int status = ffmpeg.waitFor();
            if (status != 0) {
                throw new IOException("ffmpeg ended with status " + status);
            }
        } catch (InterruptedException e) {
            ffmpeg.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Process start(int side, double framesASecond, Path file) throws KintsugiException {
        List<String> command = List.of(PROGRAM, "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24",
                "-s", side + "x" + side, "-r", String.format(Locale.ROOT, "%.4f", framesASecond), "-i", "-",
                "-pix_fmt", "yuv420p", "-movflags", "+faststart", "-f", "mp4", file.toString());
        try {
            return new ProcessBuilder(command).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("MP4 needs the program ffmpeg, which is not installed: install it,"
                    + " or write a .gif or, with --frames, a .webp."), e);
        }
    }
}
