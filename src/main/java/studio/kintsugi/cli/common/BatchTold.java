package studio.kintsugi.cli.common;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import studio.kintsugi.service.batch.BatchListener;
import studio.kintsugi.service.batch.BatchReport;
import studio.kintsugi.service.batch.PictureOutcome;
import studio.kintsugi.service.batch.plan.OutputPlan;
import studio.kintsugi.service.batch.plan.PlannedPicture;

/** Tells what becomes of the pictures as it becomes known, and all of it at the end. */
public final class BatchTold implements BatchListener {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Console console;
    private final boolean json;
    private final boolean forPrograms;
    private final Supplier<Map<String, ?>> about;
    private final Map<Integer, Map<String, Object>> done = new TreeMap<>();
    private final Map<Integer, Map<String, Object>> failed = new TreeMap<>();

    /**
     * @param json whether the whole is told as one object at the end
     * @param forPrograms whether progress is told as JSON, one object a line
     * @param about what else is said of each picture that is done, asked for when it is
     */
    public BatchTold(Console console, boolean json, boolean forPrograms, Supplier<Map<String, ?>> about) {
        this.console = console;
        this.json = json;
        this.forPrograms = forPrograms;
        this.about = about;
    }

    @Override
    public synchronized void progressed(PlannedPicture picture, String stage, double fraction, double secondsLeft) {
        if (forPrograms) {
            console.note(GSON.toJson(Map.of("event", "progress", "input", picture.input().toString(), "stage",
                    stage, "fraction", fraction)));
        } else {
            console.progress(picture.input().getFileName() + ", " + stage, fraction, secondsLeft);
        }
    }

    @Override
    public synchronized void ended(PlannedPicture picture, PictureOutcome outcome) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("input", picture.input().toString());
        if (outcome.isDone()) {
            line.put("output", picture.output().toString());
            line.putAll(about.get());
            if (!picture.sideFiles().isEmpty()) {
                line.put("layers", picture.sideFiles().stream().map(Object::toString).toList());
            }
            line.put("width", outcome.width());
            line.put("height", outcome.height());
            if (!outcome.notes().isEmpty()) {
                line.put("notes", outcome.notes());
            }
            line.put("seconds", outcome.seconds());
            done.put(picture.number(), line);
        } else {
            line.put("error", outcome.error());
            failed.put(picture.number(), line);
        }
        if (forPrograms) {
            Map<String, Object> event = new LinkedHashMap<>(line);
            event.put("event", outcome.isDone() ? "done" : "failed");
            console.note(GSON.toJson(event));
        } else {
            outcome.notes().forEach(console::error);
        }
        if (!outcome.isDone() && !forPrograms) {
            console.error(outcome.error());
        } else if (outcome.isDone() && !json) {
            console.line(String.format(Locale.ROOT, "%s: %s × %s, %.1f s", picture.output(), outcome.width(),
                    outcome.height(), (double) line.get("seconds")));
        }
    }

    /** Tells the whole. */
    void end(String task, OutputPlan plan, BatchReport report) {
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("task", task);
            object.put("done", done.values());
            object.put("failed", failed.values());
            object.put("skipped", report.skipped());
            object.put("left", report.left());
            if (!plan.notes().isEmpty()) {
                object.put("notes", plan.notes());
            }
            object.put("seconds", report.seconds());
            object.put("network_seconds", report.networkSeconds());
            object.put("network_idle", report.networkIdle());
            console.json(object);
            return;
        }
        if (report.skipped() > 0) {
            console.note(report.skipped() + " of " + plan.pictures().size() + " were there already.");
        }
        if (report.left() > 0) {
            console.note(report.left() + " were not begun.");
        }
        if (plan.pictures().size() > 1 && !failed.isEmpty()) {
            console.error(failed.size() + " of " + plan.pictures().size() + " failed: "
                    + String.join(", ", failed.values().stream().map(f -> f.get("input").toString()).toList()));
        }
    }
}
