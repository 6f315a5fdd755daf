package studio.kintsugi.ui.queue;

import javafx.beans.Observable;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.queue.QueuedJob.State;

/**
 * The queue, over the lower part of the picture: its order is changed by dragging or with Alt and the arrow keys, a
 * finished job shows its result, a failed one says why and can be tried again.
 */
public final class QueuePanel extends VBox {
    private static final double HEIGHT = 260;

    private final JobQueue queue;
    private final QueueActions actions;
    private final ListView<QueuedJob> list;
    private final ToggleButton pause = Controls.describe(Texts.say(new ToggleButton(), "queue.pause"), "queue-pause",
            Texts.text("job.pause.hint"));

    public QueuePanel(JobQueue queue, QueueActions actions) {
        this.queue = queue;
        this.actions = actions;
        setId("queue");
        getStyleClass().add("queue");
        setMinHeight(HEIGHT);
        setMaxHeight(HEIGHT);
        // a row is made anew when its job is in another state
        ObservableList<QueuedJob> shown = FXCollections.observableArrayList(j -> new Observable[] {j.stateProperty()});
        queue.jobs().addListener((ListChangeListener<QueuedJob>) change -> shown.setAll(queue.jobs()));
        // a pause is the running job's; the next one begins without
        shown.addListener((ListChangeListener<QueuedJob>) change -> pause.setSelected(
                pause.isSelected() && shown.stream().anyMatch(j -> j.state() == State.RUNNING)));
        list = new ListView<>(shown);
        list.setId("queue-list");
        list.accessibleTextProperty().bind(Texts.text("jobs"));
        list.setPlaceholder(Controls.text(Texts.text("queue.empty"), "text-muted"));
        list.setCellFactory(l -> new QueueCell(this));
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        pause.getStyleClass().add("small");
        pause.setOnAction(e -> actions.pause(pause.isSelected()));
        Label title = Texts.say(new Label(), "jobs");
        title.getStyleClass().add("title-4");
        HBox head = new HBox(8, title, Controls.gap(), pause,
                small("queue-cancel-all", "queue.cancel.all", this::cancelAll),
                small("queue-forget", "queue.forget", queue::forgetEnded),
                Controls.iconButton("queue-close", "fth-x", Texts.text("queue.close.hint"), this::swap));
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, list);
        show(false);
    }

    private static Button small(String id, String text, Runnable action) {
        Button button = Controls.button(id, Texts.text(text), null, Texts.text(text + ".hint"), action);
        button.getStyleClass().add("small");
        return button;
    }

    private void show(boolean shown) {
        setVisible(shown);
        setManaged(shown);
    }

    /** Opens or closes it. */
    public void swap() {
        show(!isVisible());
        if (isVisible()) {
            list.requestFocus();
            if (list.getSelectionModel().isEmpty()) {
                list.getSelectionModel().selectFirst();
            }
        }
    }

    private void key(KeyEvent e) {
        QueuedJob job = list.getSelectionModel().getSelectedItem();
        if (job == null) {
            return;
        }
        if (e.isAltDown() && (e.getCode() == KeyCode.UP || e.getCode() == KeyCode.DOWN)) {
            move(job, e.getCode() == KeyCode.UP ? -1 : 1);
        } else if (e.getCode() == KeyCode.DELETE) {
            cancel(job);
        } else if (e.getCode() == KeyCode.ENTER) {
            act(job);
        } else {
            return;
        }
        e.consume();
    }

    private void act(QueuedJob job) {
        if (job.isRepeatable() && (job.state() == State.FAILED || job.state() == State.CANCELLED)) {
            retry(job);
        } else {
            show(job);
        }
    }

    void show(QueuedJob job) {
        actions.show(job.document());
    }

    void retry(QueuedJob job) {
        queue.jobs().remove(job);
        actions.retry(job.document(), job.work());
    }

    void cancel(QueuedJob job) {
        job.running().ifPresent(RunningStep::cancel);
    }

    private void cancelAll() {
        queue.open().reversed().forEach(this::cancel);
    }

    /** Moves a waiting job, as far as other jobs wait there. */
    void move(QueuedJob job, int by) {
        int step = Integer.signum(by);
        for (int i = 0; i < Math.abs(by); i++) {
            job.running().ifPresent(r -> actions.move(r, step));
        }
        queue.arrange(actions.waiting());
        list.getSelectionModel().select(job);
    }
}
