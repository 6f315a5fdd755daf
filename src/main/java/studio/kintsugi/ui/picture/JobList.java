package studio.kintsugi.ui.picture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.restoration.Progress;
import studio.kintsugi.ui.common.Texts;

/** What runs and what waits: a line each, the running one first. Hidden while there is nothing to do. */
public final class JobList extends ScrollPane {
    private static final int MOST_LINES = 3;

    private final VBox lines = new VBox();
    private final Map<RunningStep, JobLine> byMending = new LinkedHashMap<>();
    private final Consumer<Document> chosen;
    private int number;

    /**
     * @param chosen told whose picture the user wants to see
     */
    public JobList(Consumer<Document> chosen) {
        this.chosen = chosen;
        setId("job-bar");
        setAccessibleText(Texts.of("jobs"));
        getStyleClass().add("job-bar");
        lines.getStyleClass().add("job-lines");
        setContent(lines);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        resize();
    }

    /** Adds a line at the end. */
    public void add(RunningStep mending) {
        JobLine line = new JobLine(mending, ++number, () -> chosen.accept(mending.document()));
        byMending.put(mending, line);
        lines.getChildren().add(line);
        resize();
    }

    public void progress(RunningStep mending, Progress progress) {
        byMending.get(mending).progress(progress);
    }

    /** Takes a line away. */
    public void remove(RunningStep mending) {
        lines.getChildren().remove(byMending.remove(mending));
        resize();
    }

    private void resize() {
        boolean any = !byMending.isEmpty();
        setVisible(any);
        setManaged(any);
        setMinHeight(JobLine.HEIGHT * Math.min(MOST_LINES, byMending.size()) + 2);
        setPrefHeight(getMinHeight());
        setMaxHeight(getMinHeight());
    }
}
