package studio.kintsugi.ui.window;

import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import studio.kintsugi.ui.common.Texts;

/** Keyboard shortcuts of the window. */
final class Shortcuts {
    private static final List<KeyCode> DIGITS = List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4,
            KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.DIGIT9);

    private final WindowLayout layout;

    Shortcuts(WindowLayout layout) {
        this.layout = layout;
    }

    void install(Scene scene) {
        WindowActions actions = layout.actions();
        command(scene, KeyCode.O, actions::open);
        command(scene, KeyCode.O, layout.topBar()::showRecent, KeyCombination.SHIFT_DOWN);
        command(scene, KeyCode.S, actions::save);
        command(scene, KeyCode.S, actions::saveAs, KeyCombination.SHIFT_DOWN);
        command(scene, KeyCode.A, actions::selectAll);
        command(scene, KeyCode.W, actions::close);
        command(scene, KeyCode.Z, actions::undo);
        command(scene, KeyCode.Z, actions::redo, KeyCombination.SHIFT_DOWN);
        command(scene, KeyCode.Y, actions::redo);
        command(scene, KeyCode.P, actions::preview);
        command(scene, KeyCode.R, actions::run);
        command(scene, KeyCode.H, layout::swapSide);
        command(scene, KeyCode.PERIOD, actions::cancel);
        command(scene, KeyCode.M, actions::models);
        command(scene, KeyCode.PAGE_DOWN, () -> actions.show(1));
        command(scene, KeyCode.PAGE_UP, () -> actions.show(-1));
        for (int i = 0; i < DIGITS.size(); i++) {
            int place = i;
            command(scene, DIGITS.get(i), () -> layout.chooseTool(place));
        }
        scene.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (!(e.getTarget() instanceof TextInputControl) && !e.isShortcutDown()) {
                pressed(e.getCode());
            }
        });
        scene.addEventHandler(KeyEvent.KEY_RELEASED, e -> {
            if (e.getCode() == KeyCode.BACK_SLASH) {
                layout.compare().showOriginal(false);
            }
        });
    }

    private void pressed(KeyCode key) {
        switch (key) {
            case BACK_SLASH -> layout.compare().showOriginal(true);
            case M -> layout.nextMode();
            case N -> layout.compare().togglePixels();
            case ESCAPE -> layout.compare().fit();
            case DIGIT1 -> layout.compare().actualSize();
            case F1 -> layout.banner().note(Texts.of("keys"));
            case F2 -> layout.banner().clear();
            default -> { }
        }
    }

    private static void command(Scene scene, KeyCode key, Runnable action, KeyCombination.Modifier... more) {
        KeyCombination.Modifier[] all = new KeyCombination.Modifier[more.length + 1];
        System.arraycopy(more, 0, all, 1, more.length);
        all[0] = KeyCombination.SHORTCUT_DOWN;
        scene.getAccelerators().put(new KeyCodeCombination(key, all), action);
    }
}
