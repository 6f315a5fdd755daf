package studio.kintsugi.ui.queue;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.queue.QueuedJob.State;
import studio.kintsugi.ui.tools.Tool;

/** The row of one job: picture, tool, what it says, and a button that cancels, shows or retries. */
final class QueueCell extends ListCell<QueuedJob> {
    private static final double TOOLTIP_WIDTH = 520;

    private final QueuePanel panel;

    QueueCell(QueuePanel panel) {
        this.panel = panel;
        // as wide as the list: a long sentence is shortened, and its button stays in sight
        setPrefWidth(0);
        setOnDragDetected(e -> {
            if (getItem() != null && getItem().state() == State.WAITING) {
                Dragboard board = startDragAndDrop(TransferMode.MOVE);
                ClipboardContent content = new ClipboardContent();
                content.putString(Integer.toString(getIndex()));
                board.setContent(content);
                e.consume();
            }
        });
        setOnDragOver(e -> {
            if (e.getGestureSource() instanceof QueueCell && getItem() != null) {
                e.acceptTransferModes(TransferMode.MOVE);
                e.consume();
            }
        });
        setOnDragDropped(e -> {
            if (e.getGestureSource() instanceof QueueCell dragged && getItem() != null) {
                panel.move(dragged.getItem(), getIndex() - dragged.getIndex());
                e.setDropCompleted(true);
                e.consume();
            }
        });
        setOnMouseClicked(e -> {
            if (getItem() != null) {
                panel.show(getItem());
            }
        });
    }

    @Override
    protected void updateItem(QueuedJob job, boolean empty) {
        super.updateItem(job, empty);
        setId(empty ? null : "queue-" + (getIndex() + 1));
        setGraphic(empty ? null : row(job));
    }

    private HBox row(QueuedJob job) {
        int number = getIndex() + 1;
        ObservableValue<String> tool = Tool.named(job.work().getFirst().tool());
        Label name = new Label(job.document().name());
        name.setMinWidth(90);
        name.setPrefWidth(190);
        Label does = new Label();
        does.textProperty().bind(tool);
        does.getStyleClass().add("text-muted");
        does.setMinWidth(USE_PREF_SIZE);
        Label says = new Label();
        says.setId("queue-says-" + number);
        says.textProperty().bind(job.saysProperty());
        says.setMinWidth(0);
        says.setMaxWidth(Double.MAX_VALUE);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(job.saysProperty());
        whole.setWrapText(true);
        whole.setMaxWidth(TOOLTIP_WIDTH);
        says.setTooltip(whole);
        HBox.setHgrow(says, Priority.ALWAYS);
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(job.progressProperty());
        bar.accessibleTextProperty().bind(Texts.text("job.progress", tool, job.document().name()));
        bar.visibleProperty().bind(job.stateProperty().isEqualTo(State.RUNNING));
        bar.setPrefWidth(120);
        HBox row = new HBox(10, name, does, says, bar, button(job, number, tool));
        row.setAlignment(Pos.CENTER_LEFT);
        accessibleTextProperty().bind(Texts.text("queue.row", job.document().name(), tool, job.saysProperty()));
        return row;
    }

    private Button button(QueuedJob job, int number, ObservableValue<String> tool) {
        String name = job.document().name();
        Button button = switch (job.state()) {
            case WAITING, RUNNING -> Controls.button("queue-cancel-" + number, Texts.text("cancel"), null,
                    Texts.text("cancel.hint", tool, name), () -> panel.cancel(job));
            case FINISHED -> Controls.button("queue-show-" + number, Texts.text("queue.show"), null,
                    Texts.text("job.show.hint", name), () -> panel.show(job));
            case FAILED, CANCELLED -> Controls.button("queue-retry-" + number, Texts.text("queue.retry"), null,
                    Texts.text("queue.retry.hint", tool, name), () -> panel.retry(job));
        };
        button.getStyleClass().add("small");
        boolean ended = job.state() == State.FAILED || job.state() == State.CANCELLED;
        button.setVisible(!ended || job.isRepeatable());
        button.setMinWidth(86);
        return button;
    }
}
