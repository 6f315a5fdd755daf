package studio.kintsugi.ui.library;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.library.ImportCandidate;
import studio.kintsugi.service.library.ImportChoices;
import studio.kintsugi.service.library.ModelLibrary;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Imports chosen or dropped checkpoints one after the other; each is shown until the user has answered. */
final class Imports extends VBox {
    private final ModelLibrary library;
    private final BackgroundTasks tasks;
    private final Notice notice;
    private final Deque<Path> waiting = new ArrayDeque<>();

    Imports(ModelLibrary library, BackgroundTasks tasks, Notice notice) {
        this.library = library;
        this.tasks = tasks;
        this.notice = notice;
        setId("imports");
    }

    void take(List<Path> checkpoints) {
        waiting.addAll(checkpoints);
        if (getChildren().isEmpty()) {
            next();
        }
    }

    private void next() {
        getChildren().clear();
        Path file = waiting.poll();
        if (file == null) {
            return;
        }
        notice.clear();
        busy(Texts.text("import.looking", file.getFileName()));
        tasks.runOrFail(() -> library.inspect(file), candidate -> show(
                new ImportCard(candidate, choices -> add(candidate, choices), this::next)),
                error -> show(new RefusalCard(file, error, this::next)));
    }

    private void add(ImportCandidate candidate, ImportChoices choices) {
        Node card = getChildren().getFirst();
        busy(Texts.text("import.taking", candidate.file().getFileName()));
        tasks.run(() -> library.add(candidate, choices), stored -> {
            next();
            notice.note(Texts.of("import.done", stored.card().title(), ModelText.task(stored.card().task())));
        }, sentence -> {
            show(card);
            notice.error(sentence);
        });
    }

    private void busy(ObservableValue<String> what) {
        ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
        bar.setId("import-progress");
        bar.accessibleTextProperty().bind(what);
        bar.setMaxWidth(Double.MAX_VALUE);
        VBox card = new VBox(Controls.text(what), bar);
        card.getStyleClass().add("import-card");
        show(card);
    }

    private void show(Node card) {
        getChildren().setAll(card);
    }
}
