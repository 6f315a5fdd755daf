package studio.kintsugi.ui.window;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.ModelChoice;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.BeforeSide;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.Edit;
import studio.kintsugi.ui.picture.RunningStep;

/** Puts the document in front into the compare view, the panel and the status: two of its steps, or the running one. */
final class ShownDocument {
    private final WindowLayout layout;
    private final Predicate<Document> isInFront;
    private final Function<Document, Optional<RunningStep>> running;
    private final Consumer<String> failed;
    private final BeforeSide left;
    private final BeforeSide opened;

    /**
     * @param files makes sides that are not there yet
     * @param running the step under way of a document
     */
    ShownDocument(WindowLayout layout, BackgroundTasks files, Predicate<Document> isInFront,
            Function<Document, Optional<RunningStep>> running, Consumer<String> failed) {
        this.layout = layout;
        this.isInFront = isInFront;
        this.running = running;
        this.failed = failed;
        left = new BeforeSide(files);
        opened = new BeforeSide(files);
    }

    void show(Document document) {
        if (!document.isAwake()) {
            rest(document);
            return;
        }
        Optional<Edit> edit = document.edit(layout.history().to());
        layout.compare().setLeft(null);
        layout.compare().setOpened(null);
        running.apply(document).filter(m -> m.input() != null).ifPresentOrElse(this::show, () -> {
            Picture before = edit.map(Edit::before).orElse(document.opened());
            layout.compare().show(before, edit.map(Edit::after).orElse(null), edit.map(Edit::strength).orElse(1.0));
            layout.compare().setVeil(edit.flatMap(Edit::veil).orElse(null));
            layout.compare().setSource(edit.map(Edit::source).orElse(null));
            edit.filter(e -> layout.panel().describes(e.step()))
                    .ifPresent(e -> layout.panel().showStrength(e.strength()));
            showSides(document, edit);
        });
        Picture p = edit.map(Edit::after).orElse(document.opened());
        layout.panel().picture(p.bounds(), edit.filter(e -> e.step().tool().equals(ModelChoice.UPSCALE))
                .map(e -> e.source().bounds()).orElse(null));
        String name = document.isUnsaved() ? Texts.of("unsaved", document.name()) : document.name();
        layout.status(() -> Texts.of(p.info().profile().icc().isPresent() ? "status.picture.profile" : "status.picture",
                name, p.width(), p.height(), p.info().depth().bits()));
    }

    /** Shows nothing as long as the pixels are read. */
    private void rest(Document document) {
        clearSides();
        layout.compare().show(null, null, 1);
        layout.panel().picture(document.bounds(), null);
        layout.status(() -> Texts.of("status.opening", document.name()));
    }

    private void clearSides() {
        left.clear();
        opened.clear();
    }

    /** Shows the finished parts of a running step. */
    private void show(RunningStep step) {
        layout.compare().show(step.input(), null, step.strength());
        layout.compare().setVeil(step.veil().orElse(null));
        layout.compare().setSource(step.source());
        step.parts().forEach(layout.compare()::paint);
        if (layout.panel().describes(step.step())) {
            layout.panel().showStrength(step.strength());
        }
    }

    /** Puts what is compared with the result, and the original, into its frame. */
    private void showSides(Document document, Optional<Edit> edit) {
        int from = layout.history().from();
        int to = layout.history().to();
        Region frame = edit.map(Edit::before).orElse(document.opened()).bounds();
        // what the one step was applied to is in its frame already
        boolean isInput = edit.isEmpty() || edit.get().source() == document.opened();
        if (from == 0 && isInput) {
            clearSides();
        }
        if (from > 0 || !isInput) {
            left.make(document, from, to, frame, picture -> {
                if (isInFront.test(document)) {
                    layout.compare().setLeft(picture);
                }
            }, failed);
        }
        if (!isInput) {
            opened.make(document, 0, to, frame, picture -> {
                if (isInFront.test(document)) {
                    layout.compare().setOpened(picture);
                }
            }, failed);
        }
    }
}
