package studio.kintsugi.cli.common;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;

/** Where a command speaks. */
public final class Console {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues().create();

    /** Asks for one object on standard output. */
    public static final String JSON = "--json";

    private final PrintStream out;
    private final PrintStream err;
    private long lastProgress;
    private boolean reported;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public void line(String text) {
        out.println(text);
    }

    /** A command's one object on standard output. */
    public void json(Map<String, ?> object) {
        reported = true;
        out.println(GSON.toJson(object));
    }

    /** The object of a command that failed before it had one. */
    public void jsonError(String sentence) {
        if (!reported) {
            json(Map.of("error", sentence));
        }
    }

    /**
     * A command that can't do its work: a sentence on standard error, one object on standard output where its arguments
     * ask for that.
     *
     * @return {@code status}
     */
    public int failed(String sentence, List<String> arguments, int status) {
        error(sentence);
        if (arguments.contains(JSON)) {
            jsonError(sentence);
        }
        return status;
    }

    public void error(String sentence) {
        err.println("kintsugi: " + sentence);
    }

    /** Says something on standard error that is no error. */
    public void note(String text) {
        err.println(text);
    }

    /** Says how far things are, at most twice a second unless it is the end. */
    public void progress(String text, double fraction, double secondsLeft) {
        long now = System.nanoTime();
        if (fraction < 1 && now - lastProgress < 500_000_000L) {
            return;
        }
        lastProgress = now;
        String left = Double.isNaN(secondsLeft) || fraction >= 1 ? ""
                : String.format(Locale.ROOT, ", %.0f s left", secondsLeft);
        err.printf(Locale.ROOT, "%s: %3.0f%%%s%n", text, 100 * fraction, left);
    }

    /**
     * A listener that says how far a job is.
     *
     * @param words what to say of the work's own report
     */
    public <P, R> JobListener<P, R> progressOf(Function<P, String> words) {
        return new JobListener<>() {
            @Override
            public void progressed(Job<P, R> job, Progress<P> progress) {
                Console.this.progress(words.apply(progress.detail()), progress.fraction(), progress.secondsLeft());
            }
        };
    }
}
