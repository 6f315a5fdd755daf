package studio.kintsugi.cli.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.service.batch.BatchReport;
import studio.kintsugi.service.batch.BatchRun;
import studio.kintsugi.service.batch.PictureTool;
import studio.kintsugi.service.batch.PictureWork;
import studio.kintsugi.service.batch.plan.BatchInput;
import studio.kintsugi.service.batch.plan.ExistingFiles;
import studio.kintsugi.service.batch.plan.OutputPlan;
import studio.kintsugi.service.batch.plan.OutputRules;
import studio.kintsugi.service.batch.plan.PlannedPicture;
import studio.kintsugi.service.batch.plan.PlannedPicture.Action;
import studio.kintsugi.service.job.JobRunner;

/** Does the same to all pictures of a command: those that fail are named at the end, the others are done. */
public final class PictureBatch {
    private final Console console;
    private final boolean json;
    private final PictureFilesOptions files;
    private final String task;

    /**
     * @param task as the report has it
     */
    public PictureBatch(Console console, boolean json, PictureFilesOptions files, String task) {
        this.console = console;
        this.json = json;
        this.files = files;
        this.task = task;
    }

    /** Plans and does it; gives the command's exit status. */
    public int run(PictureTool tool) throws KintsugiException {
        return run(tool, Map::of, OutputRules.SideFiles.NONE);
    }

    /**
     * As {@link #run(PictureTool)}.
     *
     * @param about what else the report says of each picture that is done, asked for when it is
     * @param sides the files that are written beside each result
     */
    public int run(PictureTool tool, Supplier<Map<String, ?>> about, OutputRules.SideFiles sides)
            throws KintsugiException {
        PictureWork work = new PictureWork(tool, files.results().saving());
        List<BatchInput> inputs = files.inputs();
        OutputRules rules = files.rules(inputs, tool.name(), tool.scale(), sides);
        OutputPlan plan = OutputPlan.of(inputs, rules, work.id());
        if (files.isDryRun()) {
            return tell(plan);
        }
        if (plan.pictures().stream().anyMatch(p -> p.action() == Action.DO)) {
            tool.warmUp();
        }
        plan.notes().forEach(console::note);
        plan.makeFolders();
        BatchTold told = new BatchTold(console, json, files.results().isProgressForPrograms(), about);
        BatchReport report;
        try (JobRunner runner = new JobRunner()) {
            report = new BatchRun(work, files.batch(), rules.intoFolder() ? plan.journal() : null, told)
                    .run(plan.pictures(), runner);
        }
        told.end(task, plan, report);
        return report.failed() == 0 ? 0 : 1;
    }

    /**
     * Does pictures that have arrived, but those that the journal says are done, and tells what became of each as it
     * becomes known. What stands against all of them is told too.
     *
     * @param json whether that is told as JSON, one object a line
     */
    public static void arrived(Console console, boolean json, ResultOptions results, PictureTool tool,
            List<BatchInput> inputs) throws KintsugiException {
        PictureWork work = new PictureWork(tool, results.saving());
        OutputRules rules = results.rules(true, ExistingFiles.RESUME, tool.name(), tool.scale(),
                OutputRules.SideFiles.NONE);
        BatchTold told = new BatchTold(console, json, results.isProgressForPrograms(), Map::of);
        try (JobRunner runner = new JobRunner()) {
            OutputPlan plan = OutputPlan.of(inputs, rules, work.id());
            plan.notes().forEach(console::note);
            plan.makeFolders();
            new BatchRun(work, results.batch(), plan.journal(), told).run(plan.pictures(), runner);
        } catch (KintsugiException e) {
            console.error(e.getMessage());
        }
    }

    private int tell(OutputPlan plan) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (PlannedPicture picture : plan.pictures()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("input", picture.input().toString());
            line.put("output", picture.output().toString());
            line.put("action", picture.action().name().toLowerCase(Locale.ROOT));
            if (picture.refusal() != null) {
                line.put("error", picture.refusal());
            }
            lines.add(line);
            if (!json) {
                console.line(picture.input() + " → " + picture.output() + switch (picture.action()) {
                    case DO -> "";
                    case SKIP -> " (is there already)";
                    case REFUSE -> ": " + picture.refusal();
                });
            }
        }
        if (json) {
            console.json(Map.of("task", task, "plan", lines, "notes", plan.notes()));
        } else {
            plan.notes().forEach(console::note);
        }
        return plan.pictures().stream().anyMatch(p -> p.action() == Action.REFUSE) ? 1 : 0;
    }
}
