package studio.kintsugi.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.files.Unfinished;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;

/**
 * What a start-up cache for commands is recorded from: a few of them, done to a small picture in a folder that goes
 * again. It is a start of its own, so that no command of a user's is slower for being recorded, and none that is
 * stopped leaves half a recording.
 */
public final class StartRecording {
    /** Asks for it, in the place of a command. */
    public static final String FLAG = "--record-commands";

    private static final int SIDE = 96;

    private StartRecording() {}

    /** Does a command. */
    @FunctionalInterface
    public interface Commands {
        /**
         * @param config folder of its settings and of what is measured
         * @return its exit status
         */
        int run(Path config, PrintStream out, String... command);
    }

    /** Does them; gives an exit status. */
    public static int run(Commands commands) {
        try {
            Path folder = Files.createTempDirectory("kintsugi-start");
            try (Unfinished _ = Unfinished.at(folder); PrintStream nowhere = new PrintStream(
                    PrintStream.nullOutputStream())) {
                PictureWriter.write(picture(), folder.resolve("a.png"), WriteOptions.DEFAULT);
                PictureWriter.write(picture(), folder.resolve("a.jpg"), WriteOptions.DEFAULT);
                int status = 0;
                // the second time, what was tried for the first is read
                for (String command : List.of("restore --task denoise -i a.png -o b.png",
                        "restore --task denoise -i a.jpg -o b.jpg", "upscale -i a.png -o c.png", "models list")) {
                    status |= commands.run(folder, nowhere, in(folder, command));
                }
                return status;
            }
        } catch (IOException | KintsugiException e) {
            return 1;
        }
    }

    /** Words of a command, those that name files with the folder these lie in. */
    private static String[] in(Path folder, String command) {
        return Arrays.stream(command.split(" ")).map(w -> w.contains(".") ? folder.resolve(w).toString() : w)
                .toArray(String[]::new);
    }

    private static Picture picture() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] planes = new float[Picture.CHANNELS][SIDE * SIDE];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                double clean = 0.5 + 0.3 * Math.sin(i % SIDE / 9.0);
                plane[i] = (float) Math.clamp(clean + 0.05 * random.nextGaussian(), 0, 1);
            }
        }
        return Picture.of(SIDE, SIDE, planes);
    }
}
