package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.ModelChoice;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.ui.opening.PictureOpener;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.Edit;
import studio.kintsugi.ui.picture.RunningStep;
import studio.kintsugi.ui.picture.StepRunner;
import studio.kintsugi.ui.strip.OpenPictures;
import studio.kintsugi.ui.tools.ByProduct;

/** What the chosen tool does to open pictures, and what can be done with its results. For the JavaFX thread. */
final class PictureWork {
    private final WindowLayout layout;
    private final OpenPictures pictures;
    private final StepRunner steps;
    private final PictureOpener opener;

    PictureWork(WindowLayout layout, OpenPictures pictures, StepRunner steps, PictureOpener opener) {
        this.layout = layout;
        this.pictures = pictures;
        this.steps = steps;
        this.opener = opener;
    }

    /** The step that runs or waits on the picture in front. */
    Optional<RunningStep> running() {
        return pictures.current().flatMap(steps::of);
    }

    /** Whether nothing runs that is not in the history yet. */
    boolean isFree(Document document) {
        return steps.of(document).filter(s -> !s.isUpdate()).isEmpty();
    }

    /** Passes the picture in front on, if nothing runs on it. */
    void ifIdle(Consumer<Document> action) {
        pictures.current().filter(d -> steps.of(d).isEmpty()).ifPresent(action);
    }

    /** Whether a finished preview lies over the picture in front. */
    boolean showsPreview() {
        return running().isEmpty() && layout.compare().hasParts();
    }

    /** The current edit, if the chosen tool made it. */
    Optional<Edit> resultOfTool() {
        return pictures.current().flatMap(Document::edit)
                .filter(e -> e.step().tool().equals(layout.panel().tool().id()));
    }

    void preview() {
        if (layout.panel().isComplete()) {
            layout.banner().clear();
            ifIdle(document -> steps.run(document, layout.panel().step(),
                    new RunOptions(layout.compare().visible(), true, 0)));
        }
    }

    /** Runs the chosen tool, as it is set. */
    void run(List<Document> documents) {
        if (layout.panel().isComplete()) {
            layout.banner().clear();
            runSteps(List.of(layout.panel().step()), documents);
        }
    }

    /** Does to pictures what was done to another one; a picture that has a job is passed over. */
    void copySteps(Document from, List<Document> to) {
        List<Step> copied = from.steps();
        to.stream().filter(d -> d != from && isFree(d)).forEach(d -> d.addCopied(from.name(), copied));
    }

    /** Does steps, one after the other; a picture that has a job is passed over. */
    void runSteps(List<Step> chosen, List<Document> documents) {
        for (Document document : documents) {
            Optional<History.Entry> enlarged = replaced(document, chosen);
            if (enlarged.isPresent()) {
                document.replace(enlarged.get().id(), chosen.getFirst());
                continue;
            }
            Region view = pictures.isInFront(document) ? layout.compare().visible() : null;
            steps.run(document, chosen, new RunOptions(view, false, 0));
        }
    }

    /** A picture that was enlarged is enlarged in another way, not once more, unless that is asked for. */
    private Optional<History.Entry> replaced(Document document, List<Step> chosen) {
        boolean enlarges = chosen.size() == 1 && chosen.getFirst().tool().equals(ModelChoice.UPSCALE);
        return document.history().last().filter(e -> enlarges && steps.of(document).isEmpty()
                && e.step().tool().equals(ModelChoice.UPSCALE) && !layout.panel().addsOnceMore());
    }

    /**
     * Changes the last step's strength where the panel shows its settings; otherwise the slider is for the next step.
     */
    void strength(double strength) {
        Optional<RunningStep> running = running();
        Optional<Step> last = running.map(RunningStep::step)
                .or(() -> pictures.current().flatMap(Document::edit).map(Edit::step));
        if (last.filter(layout.panel()::describes).isPresent()) {
            layout.compare().setStrength(strength);
            running.ifPresentOrElse(m -> m.setStrength(strength), () -> pictures.current().ifPresent(d ->
                    d.history().last().ifPresent(e -> d.setStrength(e.id(), strength, layout.panel().gesture()))));
        }
    }

    /** Opens the by-product of the chosen tool's result. */
    void byProduct() {
        ifIdle(document -> resultOfTool().ifPresent(edit -> layout.panel().tool().byProduct()
                .ifPresent(wanted -> open(wanted, document, edit))));
    }

    private void open(ByProduct wanted, Document document, Edit edit) {
        Path name = document.original().resolveSibling(wanted.nameFrom(document.name()));
        opener.open(name, () -> wanted.make().apply(edit.before(), edit.result()));
    }
}
