package studio.kintsugi.ui.information;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.edit.Step;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.compare.CompareView;
import studio.kintsugi.ui.picture.Document;

/** Histogram, file, camera, profile and recipe of the picture in front. Looks only while it is on the screen. */
public final class InformationPanel extends VBox {
    private static final double HEADING = 88;

    private final CompareView compare;
    private final BackgroundTasks.Latest tasks;
    private final HistogramChart histogram;
    private final GridPane grid = new GridPane(10, 8);
    private Document document;
    private FileFacts facts;
    private List<Step> steps = List.of();

    /**
     * @param compare shows what the histogram is of
     * @param tasks read files and count
     */
    public InformationPanel(CompareView compare, BackgroundTasks tasks) {
        super(12);
        this.compare = compare;
        this.tasks = tasks.latest();
        this.histogram = new HistogramChart(tasks);
        setId("information");
        getStyleClass().add("history-panel");
        grid.getColumnConstraints().add(new ColumnConstraints(HEADING, HEADING, HEADING));
        ScrollPane scroll = Controls.scrolling(grid);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(Controls.text(Texts.text("histogram"), "text-bold"), histogram,
                Controls.text(Texts.text("histogram.of"), "text-small", "text-muted"), scroll);
        compare.shownProperty().subscribe(shown -> countIfOnScreen());
        sceneProperty().subscribe(scene -> countIfOnScreen());
        sceneProperty().subscribe(scene -> readIfOnScreen());
        Texts.language().subscribe(language -> fill());
    }

    /** Shows another picture, or the same with other steps; null for none. */
    public void show(Document shown) {
        boolean same = shown == document;
        document = shown;
        steps = shown == null ? List.of() : shown.steps();
        if (!same) {
            facts = null;
        }
        fill();
        readIfOnScreen();
    }

    private void countIfOnScreen() {
        if (getScene() != null) {
            histogram.show(compare.shownProperty().get());
        }
    }

    private void readIfOnScreen() {
        Document wanted = document;
        if (getScene() != null && wanted != null && facts == null) {
            tasks.run(() -> FileFacts.of(wanted.original(), wanted.bounds(), wanted.info()), read -> {
                if (wanted == document) {
                    facts = read;
                    fill();
                }
            }, failure -> grid.addRow(0, Controls.text(failure)));
        }
    }

    private void fill() {
        grid.getChildren().clear();
        if (document == null) {
            grid.add(Controls.text(Texts.text("information.none"), "text-muted"), 0, 0, 2, 1);
            return;
        }
        if (facts != null) {
            facts.lines().forEach(line -> add(line.heading(), line.value()));
        }
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            String value = Texts.of("history.after", i + 1, FileFacts.step(step));
            add(i == 0 ? "information.recipe" : null, value);
        }
        if (steps.isEmpty()) {
            add("information.recipe", Texts.of("information.recipe.none"));
        }
    }

    private void add(String heading, String value) {
        Label name = heading == null ? new Label() : Controls.text(Texts.text(heading), "text-muted", "text-small");
        Label text = Controls.text(value);
        if (heading != null) {
            text.setId(heading.replace('.', '-'));
        }
        grid.addRow(grid.getRowCount(), name, text);
    }
}
