package studio.kintsugi.ui.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.service.session.LeftWork;
import studio.kintsugi.service.session.Session;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.KeptPixels;

/**
 * Offers the unsaved work that an earlier program left. Whoever does neither, bring it back nor discard it, is asked at
 * the next start again.
 */
public final class Recovery extends HBox {
    private final Predicate<String> confirm;
    private final Consumer<Document> opened;
    private final Consumer<String> failed;
    private final Label text = Controls.text("");
    private List<LeftWork> left = List.of();
    private BackgroundTasks tasks;

    /**
     * @param confirm asks the user a question
     * @param opened receives each picture that is brought back
     * @param failed receives a sentence for each that can't be
     */
    public Recovery(Predicate<String> confirm, Consumer<Document> opened, Consumer<String> failed) {
        this.confirm = confirm;
        this.opened = opened;
        this.failed = failed;
        setId("recovery");
        getStyleClass().addAll("banner", "note");
        setAlignment(Pos.CENTER_LEFT);
        setMaxHeight(USE_PREF_SIZE);
        text.setId("recovery-text");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button bringBack = Controls.button("recovery-open", Texts.text("recovery.open"), "fth-rotate-ccw",
                Texts.text("recovery.open.hint"), this::bringBack);
        bringBack.getStyleClass().add("accent");
        Button discard = Controls.button("recovery-discard", Texts.text("recovery.discard"), null,
                Texts.text("recovery.discard.hint"), this::discard);
        Button later = Controls.button("recovery-later", Texts.text("recovery.later"), null,
                Texts.text("recovery.later.hint"), this::hide);
        getChildren().addAll(text, bringBack, discard, later);
        hide();
    }

    /**
     * Looks for work that was left, and offers it.
     *
     * @param files read files, one after another
     */
    public void look(Session session, BackgroundTasks files) {
        tasks = files;
        files.run(session::left, found -> {
            left = found;
            if (!left.isEmpty()) {
                Texts.say(text, "recovery.found", left.size());
                setVisible(true);
                setManaged(true);
            }
        }, failed);
    }

    private void hide() {
        setVisible(false);
        setManaged(false);
    }

    private void bringBack() {
        hide();
        for (LeftWork work : left) {
            tasks.run(() -> KeptPixels.read(work.state(), Optional.of(work.kept())),
                    pixels -> opened.accept(Document.broughtBack(work.state(), pixels, work.kept())), failed);
        }
    }

    private void discard() {
        if (confirm.test(Texts.of("recovery.discard.question", left.size()))) {
            hide();
            left.forEach(work -> tasks.executor().execute(work.kept()::delete));
        }
    }
}
