package studio.kintsugi.ui.geometry;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.color.DisplayColor;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.Edit;
import studio.kintsugi.ui.picture.PictureEditor;

/** Crops and straightens a picture by a frame; what comes of it are at most two steps of the history. */
public final class CropEditor implements PictureEditor {
    /** Longest side of the picture while a frame is drawn, pixels: more than screens show of it. */
    private static final int MOST_PIXELS = 2400;

    private final Document document;
    private final BackgroundTasks tasks;
    private final Runnable closed;
    private final CropView view = new CropView();
    private final CropPanel panel;
    private CropSteps steps;
    private History history;
    private Optional<Edit> input;

    private CropEditor(Document document, CropSteps steps, BackgroundTasks tasks, Runnable closed) {
        this.document = document;
        this.steps = steps;
        this.tasks = tasks;
        this.closed = closed;
        boolean isNew = steps.crop().isEmpty() && steps.straighten().isEmpty();
        this.panel = new CropPanel(view, isNew, new Actions());
        show();
    }

    /**
     * For a picture, or for the crop at the end of its history where it has one.
     *
     * @param tasks make what is shown
     * @param closed called when the user is done
     */
    public static CropEditor of(Document document, BackgroundTasks tasks, Runnable closed) {
        return new CropEditor(document, CropSteps.last(document.history()), tasks, closed);
    }

    /** To change a step that crops or straightens; nothing for any other. */
    public static Optional<CropEditor> change(Document document, int id, BackgroundTasks tasks, Runnable closed) {
        return CropSteps.of(document.history(), id).map(steps -> new CropEditor(document, steps, tasks, closed));
    }

    private void show() {
        history = document.history();
        view.angleProperty().set(steps.angle());
        view.frameProperty().set(steps.frame());
        Optional<Edit> from = document.edit(steps.before(history));
        if (from.equals(input)) {
            return;
        }
        input = from;
        Picture opened = document.opened();
        tasks.run(() -> {
            Picture picture = from.map(Edit::result).orElse(opened);
            return new Shown(preview(picture), picture);
        }, shown -> {
            if (from.equals(input)) {
                view.show(shown.image(), shown.picture().bounds());
                panel.shown(shown.picture().bounds());
            }
        }, sentence -> closed.run());
    }

    private record Shown(Image image, Picture picture) {}

    private static Image preview(Picture picture) {
        int step = (Math.max(picture.width(), picture.height()) - 1) / MOST_PIXELS + 1;
        int w = (picture.width() - 1) / step + 1;
        int h = (picture.height() - 1) / step + 1;
        int[] argb = new int[w * h];
        DisplayColor.argb(picture, picture.bounds(), step, argb, w);
        WritableImage image = new WritableImage(w, h);
        image.getPixelWriter().setPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return image;
    }

    @Override
    public Document document() {
        return document;
    }

    @Override
    public Node over() {
        return view;
    }

    @Override
    public Node panel() {
        return panel;
    }

    @Override
    public Node first() {
        return view;
    }

    @Override
    public void refresh() {
        if (!document.history().equals(history)) {
            steps = steps.crop().or(steps::straighten).flatMap(e -> CropSteps.of(document.history(), e.id()))
                    .orElseGet(() -> CropSteps.last(document.history()));
            show();
        } else if (!document.edit(steps.before(history)).equals(input)) {
            // the steps before have been computed meanwhile
            show();
        }
    }

    @Override
    public void finish() {
        document.become(Geometry.CROP, steps.with(history, view.angleProperty().get(), view.frameProperty().get()));
        closed.run();
    }

    @Override
    public void cancel() {
        closed.run();
    }

    private final class Actions implements CropPanel.Actions {
        @Override
        public void rotate(int quarters) {
            Turning.rotate(List.of(document), quarters);
        }

        @Override
        public void flip(boolean vertical) {
            Turning.flip(List.of(document), vertical);
        }

        @Override
        public void finish() {
            CropEditor.this.finish();
        }

        @Override
        public void cancel() {
            CropEditor.this.cancel();
        }
    }
}
