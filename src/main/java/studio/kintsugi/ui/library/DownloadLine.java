package studio.kintsugi.ui.library;

import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.library.DownloadProgress;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.StoredModel;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;

/** A running download: progress, time left and a cancel button. For the JavaFX thread. */
final class DownloadLine extends HBox {
    private static final long NANOS_BETWEEN_UPDATES = TimeUnit.MILLISECONDS.toNanos(100);

    private final ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    private final Label text = Texts.say(new Label(), "download.asking");
    private Job<DownloadProgress, StoredModel> job;
    private boolean cancelled;
    private long shown;

    DownloadLine(CatalogEntry entry) {
        setAlignment(Pos.CENTER_LEFT);
        getStyleClass().add("download-line");
        bar.setId("download-progress-" + entry.id());
        bar.accessibleTextProperty().bind(Texts.text("download.progress", entry.title()));
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        text.setId("download-text-" + entry.id());
        text.getStyleClass().addAll("text-small", "text-muted");
        text.setMinWidth(USE_PREF_SIZE);
        Button cancel = Controls.button("download-cancel-" + entry.id(), Texts.text("download.cancel"), null,
                Texts.text("download.cancel.hint", entry.title()), () -> { });
        cancel.getStyleClass().add("small");
        cancel.setOnAction(e -> {
            cancel();
            cancel.setDisable(true);
            Texts.say(text, "stopping");
        });
        getChildren().addAll(bar, text, cancel);
    }

    void shows(Job<DownloadProgress, StoredModel> started) {
        job = started;
    }

    void cancel() {
        cancelled = true;
        job.cancel();
    }

    /** On the thread that downloads: shows how far it is, throttled. */
    void progressed(Job<?, ?> from, Progress<DownloadProgress> progress) {
        long now = System.nanoTime();
        DownloadProgress bytes = progress.detail();
        if (now - shown > NANOS_BETWEEN_UPDATES || bytes.received() == bytes.total()) {
            shown = now;
            Platform.runLater(() -> from.ifWanted(() -> show(bytes.received(), bytes.total(), progress.secondsLeft())));
        }
    }

    private void show(long done, long total, double left) {
        if (cancelled) {
            return;
        }
        bar.setProgress(total > 0 ? (double) done / total : ProgressBar.INDETERMINATE_PROGRESS);
        Texts.say(text, () -> done == total ? Texts.of("download.checking") : state(Math.max(1, done), total, left));
    }

    private static String state(long done, long total, double left) {
        if (total <= 0) {
            return Quantities.size(done);
        }
        String of = Texts.of("download.of", Quantities.size(done), Quantities.size(total));
        return Double.isNaN(left) ? of : Texts.of("download.left", of, Quantities.duration(left));
    }
}
