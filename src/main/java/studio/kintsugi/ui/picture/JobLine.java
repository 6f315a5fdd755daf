package studio.kintsugi.ui.picture;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/** The line of one job: picture, tool, progress, time left and a cancel button. */
final class JobLine extends HBox {
    static final double HEIGHT = 42;

    private final Label text = new Label();
    private final ProgressBar bar = new ProgressBar(0);
    private final Button putFirst;
    private final ToggleButton pause;

    /**
     * @param first lets the step be the next
     * @param paused makes all steps wait, or go on
     */
    JobLine(RunningStep step, int number, Runnable show, Runnable first, Consumer<Boolean> paused) {
        setId("job-" + number);
        getStyleClass().add("job-line");
        setAlignment(Pos.CENTER_LEFT);
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        String picture = step.document().name();
        ObservableValue<String> title = Tool.named(step.step().tool());
        ObservableValue<String> what = step.isPreview() ? Texts.text("job.preview", title) : title;
        Hyperlink name = Controls.describe(new Hyperlink(picture), "job-picture-" + number,
                Texts.text("job.show.hint", picture));
        name.setMnemonicParsing(false);
        name.setOnAction(e -> show.run());
        name.setMinWidth(60);
        Label tool = new Label();
        tool.textProperty().bind(what);
        tool.getStyleClass().add("text-muted");
        tool.setMinWidth(USE_PREF_SIZE);
        text.setId("job-text-" + number);
        text.setMinWidth(190);
        bar.setId("job-progress-" + number);
        bar.accessibleTextProperty().bind(Texts.text("job.progress", what, picture));
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        Button cancel = Controls.button("cancel-" + number, Texts.text("cancel"), null,
                Texts.text("cancel.hint", what, picture), step::cancel);
        cancel.getStyleClass().add("small");
        putFirst = Controls.iconButton("job-first-" + number, "fth-chevrons-up",
                Texts.text("job.first.hint", what, picture), first);
        putFirst.getStyleClass().add("small");
        step.whenCancelled(() -> {
            cancel.setDisable(true);
            Texts.say(text, "stopping");
        });
        HBox head = new HBox(name, tool);
        head.getStyleClass().add("job-head");
        head.setAlignment(Pos.CENTER_LEFT);
        pause = Controls.describe(new ToggleButton(null, new FontIcon("fth-pause")), "job-pause-" + number,
                Texts.text("job.pause.hint"));
        pause.getStyleClass().addAll("flat", "button-icon", "small");
        pause.setVisible(false);
        pause.selectedProperty().addListener((o, was, is) -> {
            pause.setGraphic(new FontIcon(is ? "fth-play" : "fth-pause"));
            paused.accept(is);
        });
        getChildren().addAll(head, bar, text, new StackPane(putFirst, pause), cancel);
        Texts.say(text, "stage.waiting");
    }

    void progress(Progress<RestorationProgress> p) {
        putFirst.setVisible(false);
        pause.setVisible(true);
        bar.setProgress(p.fraction() > 0 ? p.fraction() : ProgressBar.INDETERMINATE_PROGRESS);
        Texts.say(text, () -> Texts.of("stage." + p.detail().stage().name().toLowerCase(Locale.ROOT))
                + (Double.isNaN(p.secondsLeft()) ? ""
                : Texts.of("job.left", Quantities.duration(p.secondsLeft()))));
    }
}
