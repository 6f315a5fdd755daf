package studio.kintsugi.ui.colorize;

import java.util.ArrayDeque;
import java.util.Deque;

/** Undo and redo over immutable states. */
final class UndoHistory<S> {
    private static final int MOST = 200;

    private final Deque<S> before = new ArrayDeque<>();
    private final Deque<S> after = new ArrayDeque<>();
    private S now;

    UndoHistory(S first) {
        now = first;
    }

    S now() {
        return now;
    }

    /** Adds a state; undone states can't be redone any more. */
    void add(S next) {
        before.push(now);
        if (before.size() > MOST) {
            before.removeLast();
        }
        after.clear();
        now = next;
    }

    boolean canUndo() {
        return !before.isEmpty();
    }

    boolean canRedo() {
        return !after.isEmpty();
    }

    void undo() {
        if (canUndo()) {
            after.push(now);
            now = before.pop();
        }
    }

    void redo() {
        if (canRedo()) {
            before.push(now);
            now = after.pop();
        }
    }
}
