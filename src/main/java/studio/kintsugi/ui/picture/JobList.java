package studio.kintsugi.ui.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.ui.common.Texts;

/** Running and waiting jobs, one line each, the running one first. Hidden while there are none. */
public final class JobList extends ScrollPane {
    private static final int MOST_LINES = 3;

    private final VBox lines = new VBox();
    private final Map<RunningStep, JobLine> byStep = new LinkedHashMap<>();
    private final Consumer<Document> chosen;
    private final Consumer<RunningStep> first;
    private final Consumer<Boolean> paused;
    private int number;

    /**
     * @param chosen receives the document whose picture is to be shown
     * @param first receives a waiting step that is to be the next
     * @param paused receives whether all steps are to wait
     */
    public JobList(Consumer<Document> chosen, Consumer<RunningStep> first, Consumer<Boolean> paused) {
        this.chosen = chosen;
        this.paused = paused;
        this.first = first;
        setId("job-bar");
        accessibleTextProperty().bind(Texts.text("jobs"));
        getStyleClass().add("job-bar");
        lines.getStyleClass().add("job-lines");
        setContent(lines);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        resize();
    }

    /** Adds a line at the end. */
    public void add(RunningStep step) {
        JobLine line = new JobLine(step, ++number, () -> chosen.accept(step.document()),
                () -> putFirst(step), paused);
        byStep.put(step, line);
        lines.getChildren().add(line);
        resize();
    }

    /** Moves a waiting step behind those that run. */
    private void putFirst(RunningStep step) {
        JobLine line = byStep.get(step);
        lines.getChildren().remove(line);
        lines.getChildren().add(Math.min(1, lines.getChildren().size()), line);
        first.accept(step);
    }

    public void progress(RunningStep step, Progress<RestorationProgress> progress) {
        byStep.get(step).progress(progress);
    }

    /** Removes a line. */
    public void remove(RunningStep step) {
        lines.getChildren().remove(byStep.remove(step));
        // a pause is the running step's; the next one begins without
        paused.accept(false);
        resize();
    }

    private void resize() {
        boolean any = !byStep.isEmpty();
        setVisible(any);
        setManaged(any);
        setMinHeight(JobLine.HEIGHT * Math.min(MOST_LINES, byStep.size()) + 2);
        setPrefHeight(getMinHeight());
        setMaxHeight(getMinHeight());
    }
}
