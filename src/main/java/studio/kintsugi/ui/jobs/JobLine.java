package studio.kintsugi.ui.jobs;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.service.Progress;
import studio.kintsugi.ui.tools.Tool;

/** One job: of which picture, how far, how long still, and a way to stop it. */
final class JobLine extends HBox {
    static final double HEIGHT = 42;

    private final Label text = new Label();
    private final ProgressBar bar = new ProgressBar(0);

    JobLine(Mending mending, int number, Runnable show) {
        setId("job-" + number);
        getStyleClass().add("job-line");
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        String picture = mending.document().original().getFileName().toString();
        String what = Tool.ALL.stream().filter(t -> t.id().equals(mending.step().tool())).map(Tool::title).findFirst()
                .orElse(mending.step().tool()) + (mending.isPreview() ? ", preview" : "");
        Hyperlink name = new Hyperlink(picture);
        name.setId("job-picture-" + number);
        name.setTooltip(new Tooltip("Show this picture"));
        name.setAccessibleText("Show " + picture);
        name.setOnAction(e -> show.run());
        name.setMinWidth(60);
        Label tool = new Label(what);
        tool.getStyleClass().add("text-muted");
        tool.setMinWidth(USE_PREF_SIZE);
        text.setId("job-text-" + number);
        text.setMinWidth(190);
        bar.setId("job-progress-" + number);
        bar.setAccessibleText(what + " of " + picture + ", progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        Button cancel = new Button("_Cancel");
        cancel.setId("cancel-" + number);
        cancel.setTooltip(new Tooltip("Stop this job"));
        cancel.setAccessibleText("Stop: " + what + " of " + picture);
        cancel.getStyleClass().add("small");
        cancel.setMinWidth(USE_PREF_SIZE);
        cancel.setOnAction(e -> {
            cancel.setDisable(true);
            text.setText("Stopping…");
            mending.cancel();
        });
        getChildren().addAll(name, tool, bar, text, cancel);
        progress(Progress.NONE);
    }

    void progress(Progress p) {
        boolean waits = p == Progress.NONE;
        bar.setProgress(p.fraction() > 0 || waits ? p.fraction() : ProgressBar.INDETERMINATE_PROGRESS);
        String left = Double.isNaN(p.secondsLeft()) || p.fraction() <= 0 ? ""
                : String.format(", %.0f s left", p.secondsLeft());
        text.setText(p.stage() + left);
    }
}
