package studio.kintsugi.ui.queue;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.ProgressBar;
import studio.kintsugi.edit.Step;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.picture.RunningStep;

/** One job of the queue, from waiting to its end; after that it holds no pixels. For the JavaFX thread. */
public final class QueuedJob {
    /** How far it is. */
    public enum State { WAITING, RUNNING, FINISHED, FAILED, CANCELLED }

    private final Document document;
    private final List<Step> work;
    private final ObjectProperty<State> state = new SimpleObjectProperty<>(State.WAITING);
    private final DoubleProperty progress = new SimpleDoubleProperty(ProgressBar.INDETERMINATE_PROGRESS);
    private final StringProperty says = new SimpleStringProperty("");
    private final boolean repeatable;
    private RunningStep running;
    private long begun;

    QueuedJob(RunningStep step) {
        running = step;
        document = step.document();
        work = step.work();
        repeatable = !step.isUpdate() && !step.isPreview();
    }

    public Document document() {
        return document;
    }

    /** The step, and those that follow it on the same picture. */
    public List<Step> work() {
        return work;
    }

    /** Whether it can be done again; not where it computes what the history says, which goes back to what it was. */
    boolean isRepeatable() {
        return repeatable;
    }

    ObjectProperty<State> stateProperty() {
        return state;
    }

    State state() {
        return state.get();
    }

    /** 0–1, or indeterminate. */
    DoubleProperty progressProperty() {
        return progress;
    }

    /** What it says of itself: the stage it is in, or why it failed. */
    StringProperty saysProperty() {
        return says;
    }

    /** The step while it waits or runs. */
    Optional<RunningStep> running() {
        return Optional.ofNullable(running);
    }

    void begin() {
        if (begun == 0) {
            begun = System.nanoTime();
            state.set(State.RUNNING);
        }
    }

    /** Ends it; returns how many seconds it ran. */
    double end(State how, String sentence) {
        running = null;
        says.set(sentence);
        state.set(how);
        return begun == 0 ? 0 : (System.nanoTime() - begun) / 1e9;
    }
}
