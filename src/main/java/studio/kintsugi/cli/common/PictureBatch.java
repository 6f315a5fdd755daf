package studio.kintsugi.cli.common;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.RestorationProgress;

/** Does the same to one picture after another: those that fail are named at the end, the others are done. */
public final class PictureBatch {
    private static final Logger LOG = LoggerFactory.getLogger(PictureBatch.class);

    /** Name of the sentences in a report. */
    public static final String NOTES = "notes";

    private final Console console;
    private final boolean json;

    public PictureBatch(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    /** What is done to each. */
    public interface Work {
        /**
         * Reads {@code from} and writes {@code to}.
         *
         * @return what is worth reporting; {@code width} and {@code height} of the result at least, and as
         *         {@link #NOTES} a list of sentences about what could not be taken over
         */
        Map<String, Object> run(Path from, Path to) throws KintsugiException;
    }

    /** Does it; gives the command's exit status. */
    public int run(String task, Map<Path, Path> pairs, Work work) {
        List<Map<String, Object>> done = new ArrayList<>();
        List<Map<String, Object>> failed = new ArrayList<>();
        pairs.forEach((from, to) -> {
            try {
                done.add(timed(work, from, to));
            } catch (KintsugiException e) {
                LOG.debug("{} failed", from, e);
                console.error(e.getMessage());
                failed.add(Map.of("input", from.toString(), "error", e.getMessage()));
            }
        });
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("task", task);
            report.put("done", done);
            report.put("failed", failed);
            console.json(report);
        } else if (pairs.size() > 1 && !failed.isEmpty()) {
            console.error(failed.size() + " of " + pairs.size() + " failed: "
                    + String.join(", ", failed.stream().map(f -> f.get("input").toString()).toList()));
        }
        return failed.isEmpty() ? 0 : 1;
    }

    private Map<String, Object> timed(Work work, Path from, Path to) throws KintsugiException {
        long began = System.nanoTime();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("input", from.toString());
        report.put("output", to.toString());
        report.putAll(work.run(from, to));
        if (report.get(NOTES) instanceof List<?> notes) {
            notes.forEach(note -> console.error(note.toString()));
            if (notes.isEmpty()) {
                report.remove(NOTES);
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        report.put("seconds", seconds);
        if (!json) {
            console.line(String.format(Locale.ROOT, "%s: %s × %s, %.1f s", to, report.get("width"),
                    report.get("height"), seconds));
        }
        return report;
    }

    /** Says on the console how far the job of a picture is. */
    public <R> JobListener<RestorationProgress, R> progressOf(Path picture) {
        return console.progressOf(p -> picture.getFileName() + ", " + p.stage().words());
    }
}
