package studio.kintsugi.ui.compare;

import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.PictureImage;
import studio.kintsugi.ui.common.Texts;

/** The whole picture, small, with a frame round the part that is seen; a press or drag shows another part. */
public final class Navigator extends Pane {
    private static final double SIDE = 170;
    private static final double LEAST = 4;

    private final CompareView compare;
    private final BackgroundTasks.Latest tasks;
    private final ImageView view = new ImageView();
    private final Rectangle seen = new Rectangle();
    private Picture pictured;
    private double scale;

    /**
     * @param compare is moved
     * @param tasks make the small picture
     */
    public Navigator(CompareView compare, BackgroundTasks tasks) {
        this.compare = compare;
        this.tasks = tasks.latest();
        setId("navigator");
        getStyleClass().add("navigator");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        seen.getStyleClass().add("navigator-frame");
        seen.setManaged(false);
        view.setManaged(false);
        getChildren().addAll(view, seen);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setCursor(Cursor.MOVE);
        setVisible(false);
        setOnMousePressed(this::look);
        setOnMouseDragged(this::look);
        compare.shownProperty().subscribe(this::show);
    }

    private void show(CompareView.Shown shown) {
        boolean partly = shown != null && !shown.visible().equals(shown.before().bounds());
        setVisible(partly);
        if (!partly) {
            return;
        }
        Region whole = shown.before().bounds();
        scale = SIDE / Math.max(whole.width(), whole.height());
        setPrefSize(Math.max(LEAST, Math.round(whole.width() * scale)),
                Math.max(LEAST, Math.round(whole.height() * scale)));
        Region part = shown.visible();
        seen.setX(part.x() * scale);
        seen.setY(part.y() * scale);
        seen.setWidth(Math.max(LEAST, part.width() * scale));
        seen.setHeight(Math.max(LEAST, part.height() * scale));
        accessibleTextProperty().bind(Texts.text("navigator", Math.round(100.0 * part.area() / whole.area())));
        Picture picture = shown.after() == null ? shown.before() : shown.after();
        if (picture != pictured) {
            pictured = picture;
            tasks.run(() -> PictureImage.within(picture, SIDE, SIDE), image -> {
                view.setImage(image);
                view.setFitWidth(getPrefWidth());
                view.setFitHeight(getPrefHeight());
            }, failure -> view.setImage(null));
        }
    }

    private void look(MouseEvent e) {
        compare.lookAt(e.getX() / scale, e.getY() / scale);
        e.consume();
    }
}
