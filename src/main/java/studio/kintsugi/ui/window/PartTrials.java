package studio.kintsugi.ui.window;

import java.util.List;
import java.util.function.Supplier;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.ui.command.Overlay;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.trial.TrialSheet;

/** Has the models of the chosen tool tried side by side on the middle of what is seen of a picture. */
final class PartTrials {
    private final WindowLayout layout;
    private final InferenceService service;
    private final BackgroundTasks tasks;
    private final Overlay overlay;

    PartTrials(WindowLayout layout, InferenceService service, BackgroundTasks tasks, Overlay overlay) {
        this.layout = layout;
        this.service = service;
        this.tasks = tasks;
        this.overlay = overlay;
    }

    void show(Document document) {
        List<TrialSheet.Trial> trials = layout.panel().trials();
        if (trials.isEmpty() || !document.isAwake()) {
            return;
        }
        Supplier<Picture> shown = document.shown();
        Region seen = layout.compare().visible();
        TrialSheet sheet = new TrialSheet(trials,
                () -> middle(shown.get(), seen), service, tasks,
                layout.panel()::use, overlay::hide);
        overlay.show(sheet, sheet.first());
    }

    /** The middle of what is seen, as large as is tried. */
    private static Picture middle(Picture whole, Region seen) {
        int width = Math.min(TrialSheet.PART, whole.width());
        int height = Math.min(TrialSheet.PART, whole.height());
        int x = Math.clamp(seen.x() + (seen.width() - width) / 2, 0, whole.width() - width);
        int y = Math.clamp(seen.y() + (seen.height() - height) / 2, 0, whole.height() - height);
        return whole.crop(new Region(x, y, width, height));
    }
}
