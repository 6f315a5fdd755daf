package studio.kintsugi.ui.queue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that the desktop shows beside all windows; on Linux alone, by the program that desktops have for it. */
public final class DesktopNote {
    private static final Logger LOG = LoggerFactory.getLogger(DesktopNote.class);

    private final Executor background;

    /**
     * @param background starts the program
     */
    public DesktopNote(Executor background) {
        this.background = background;
    }

    /** Shows a note, where the system can. */
    public void show(String title, String text) {
        command(System.getProperty("os.name"), title, text).ifPresent(command -> background.execute(() -> {
            try {
                new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            } catch (IOException notThere) {
                LOG.debug("the desktop shows no notes", notThere);
            }
        }));
    }

    /** The command that shows a note on a system; empty where none is known. */
    static Optional<List<String>> command(String system, String title, String text) {
        return system.equals("Linux")
                ? Optional.of(List.of("notify-send", "--app-name=" + title, "--icon=kintsugi", "--", title, text))
                : Optional.empty();
    }
}
