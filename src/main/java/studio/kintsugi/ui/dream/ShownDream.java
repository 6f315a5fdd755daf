package studio.kintsugi.ui.dream;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.ui.common.Sentences;

/** The field in the viewport: as it was dreamt, or drawn anew on a finer grid. For the JavaFX thread. */
final class ShownDream {
    private final DreamService dreams;
    private final ViewportPane viewport;
    private final Consumer<String> errors;
    private final DetailPicker detail = new DetailPicker(this::refine, this::stop);
    private Job<?, ?> refining;
    private VoxelField dreamt;
    private Optional<DreamRequest> origin = Optional.empty();
    private VoxelField shown;

    /**
     * @param errors told a sentence where a finer grid could not be drawn
     */
    ShownDream(DreamService dreams, ViewportPane viewport, Consumer<String> errors) {
        this.dreams = dreams;
        this.viewport = viewport;
        this.errors = errors;
    }

    /** Where the user says how fine it is to be. */
    DetailPicker detail() {
        return detail;
    }

    /** What is on the screen; empty before the first. */
    Optional<VoxelField> field() {
        return Optional.ofNullable(shown);
    }

    /**
     * Shows a field that is finished.
     *
     * @param request that it was dreamt from; empty where that is not known
     */
    void show(VoxelField field, Optional<DreamRequest> request) {
        begin(field, request);
        detail.setDisable(false);
        viewport.show(field);
    }

    /** Shows a field that is still being dreamt. */
    void showLive(VoxelField field) {
        begin(field, Optional.empty());
        detail.setDisable(true);
        viewport.showLive(field);
    }

    private void begin(VoxelField field, Optional<DreamRequest> request) {
        discard();
        dreamt = field;
        origin = request;
        shown = field;
        detail.offer(field.side());
    }

    private void refine(int side) {
        discard();
        if (side == DetailPicker.AS_DREAMT) {
            use(dreamt, side);
        } else {
            detail.working(0);
            refining = dreams.finish(dreamt, origin, side, new Refining(side));
        }
    }

    private void use(VoxelField field, int side) {
        shown = field;
        viewport.show(field);
        detail.show(side);
    }

    private void discard() {
        if (refining != null) {
            refining.discard();
        }
    }

    private void stop() {
        refining.cancel();
    }

    /** Shows how the finer grid comes along, unless another was asked for by then. */
    private final class Refining implements JobListener<Void, VoxelField> {
        private final int side;

        Refining(int side) {
            this.side = side;
        }

        @Override
        public void progressed(Job<Void, VoxelField> job, Progress<Void> p) {
            onScreen(job, () -> detail.working(p.fraction()));
        }

        @Override
        public void finished(Job<Void, VoxelField> job, VoxelField field) {
            onScreen(job, () -> use(field, side));
        }

        @Override
        public void failed(Job<Void, VoxelField> job, KintsugiException failure) {
            onScreen(job, () -> {
                detail.restore();
                errors.accept(Sentences.of(failure));
            });
        }

        @Override
        public void cancelled(Job<Void, VoxelField> job) {
            onScreen(job, detail::restore);
        }

        private void onScreen(Job<?, ?> job, Runnable action) {
            Platform.runLater(() -> job.ifWanted(action));
        }
    }
}
