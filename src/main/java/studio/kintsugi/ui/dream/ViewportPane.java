package studio.kintsugi.ui.dream;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.util.Duration;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.viewport.GlVolumeRenderer;
import studio.kintsugi.viewport.ProcessorVolumeRenderer;
import studio.kintsugi.viewport.Quality;
import studio.kintsugi.viewport.View;
import studio.kintsugi.viewport.ViewportException;
import studio.kintsugi.viewport.VolumeRenderer;

/**
 * Shows a field: a drag turns it, a drag with the right button shifts it, the wheel zooms. Frames are drawn on a thread
 * of their own, coarse in motion and fine at rest; late frames are dropped.
 */
public final class ViewportPane extends Pane implements AutoCloseable {
    private static final double TURN = 0.008;
    private static final double REST_MILLIS = 180;
    /**
     * Longer than the interval between snapshots of a field in optimisation, to leave the processor to the optimiser.
     */
    private static final double LIVE_REST_MILLIS = 900;

    private final ImageView picture = new ImageView();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("viewport").daemon().factory());
    private final AtomicReference<Frame> next = new AtomicReference<>();
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper("");
    private final FrameHandover frames = new FrameHandover();
    private final PauseTransition rest = new PauseTransition();
    private VolumeRenderer renderer;
    private VoxelField shownField;
    private VoxelField field;
    private View view = View.LIT;
    private double lastX;
    private double lastY;

    /** A request to draw. */
    private record Frame(VoxelField field, View view, int width, int height) {}

    public ViewportPane() {
        setId("viewport");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        accessibleTextProperty().bind(Texts.text("viewport"));
        getStyleClass().add("viewport");
        setFocusTraversable(true);
        setMinSize(0, 0);
        picture.setManaged(false);
        picture.fitWidthProperty().bind(widthProperty());
        picture.fitHeightProperty().bind(heightProperty());
        getChildren().add(picture);
        widthProperty().addListener(o -> moved());
        heightProperty().addListener(o -> moved());
        rest.setOnFinished(e -> draw(Quality.REST));
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnScroll(e -> setView(view.zoomed(Math.pow(1.0015, e.getDeltaY()))));
        setOnMouseClicked(e -> {
            if (e.getClickCount() == 2) {
                setView(view.framed());
            }
        });
        setOnKeyPressed(this::key);
    }

    /** A message to the user on how frames are drawn; empty where all is well. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Shows a field, which must not change while it is shown. */
    public void show(VoxelField other) {
        field = other;
        moved();
    }

    /** Shows a snapshot that another will follow soon: coarsely, until no more arrive. */
    public void showLive(VoxelField other) {
        field = other;
        moved(LIVE_REST_MILLIS);
    }

    /** The current view. */
    public View view() {
        return view;
    }

    /** Sets the view. */
    public void setView(View other) {
        view = other;
        moved();
    }

    private void pressed(MouseEvent e) {
        requestFocus();
        lastX = e.getX();
        lastY = e.getY();
    }

    private void dragged(MouseEvent e) {
        double dx = e.getX() - lastX;
        double dy = e.getY() - lastY;
        lastX = e.getX();
        lastY = e.getY();
        if (e.getButton() == MouseButton.PRIMARY) {
            setView(view.orbited(-dx * TURN, dy * TURN));
        } else {
            double half = Math.min(getWidth(), getHeight()) / 2;
            setView(view.panned(dx / half, dy / half));
        }
    }

    private void key(KeyEvent e) {
        switch (e.getCode()) {
            case LEFT -> setView(view.orbited(-0.1, 0));
            case RIGHT -> setView(view.orbited(0.1, 0));
            case UP -> setView(view.orbited(0, 0.1));
            case DOWN -> setView(view.orbited(0, -0.1));
            case PLUS, ADD, EQUALS -> setView(view.zoomed(1.1));
            case MINUS, SUBTRACT -> setView(view.zoomed(1 / 1.1));
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void moved() {
        moved(REST_MILLIS);
    }

    private void moved(double restMillis) {
        draw(Quality.MOTION);
        rest.stop();
        rest.setDuration(Duration.millis(restMillis));
        rest.play();
    }

    private void draw(Quality quality) {
        int w = quality.pixels(getWidth());
        int h = quality.pixels(getHeight());
        if (field == null || w < 1 || h < 1 || thread.isShutdown()) {
            return;
        }
        Frame frame = new Frame(field, view.withSamples(quality.samples(field.side())), w, h);
        if (next.getAndSet(frame) == null) {
            thread.execute(this::drawNext);
        }
    }

    /** Runs on the viewport's thread. */
    private void drawNext() {
        Frame frame = next.getAndSet(null);
        if (frame == null) {
            return;
        }
        if (renderer == null) {
            renderer = open();
        }
        if (frame.field() != shownField) {
            shownField = frame.field();
            renderer.show(shownField);
        }
        frames.put(renderer.render(frame.view(), frame.width(), frame.height()), frame.width(), frame.height());
        Platform.runLater(() -> frames.show(picture));
    }

    private VolumeRenderer open() {
        try {
            return new GlVolumeRenderer();
        } catch (ViewportException e) {
            Platform.runLater(() -> notice.set(Sentences.of(e)));
            return new ProcessorVolumeRenderer();
        }
    }

    /** Ends the drawing thread and frees the OpenGL context. */
    @Override
    public void close() {
        rest.stop();
        thread.execute(() -> {
            if (renderer != null) {
                renderer.close();
            }
        });
        thread.shutdown();
    }
}
