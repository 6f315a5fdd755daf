package studio.kintsugi.ui;

import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Keys. */
final class Shortcuts {
    private final WindowLayout layout;

    Shortcuts(WindowLayout layout) {
        this.layout = layout;
    }

    void install(Scene scene) {
        WindowActions actions = layout.actions();
        command(scene, KeyCode.O, actions::open);
        command(scene, KeyCode.S, actions::save);
        command(scene, KeyCode.S, actions::saveAs, KeyCombination.SHIFT_DOWN);
        command(scene, KeyCode.Z, actions::undo);
        command(scene, KeyCode.Z, actions::redo, KeyCombination.SHIFT_DOWN);
        command(scene, KeyCode.Y, actions::redo);
        command(scene, KeyCode.P, actions::preview);
        command(scene, KeyCode.R, actions::run);
        command(scene, KeyCode.M, actions::models);
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
            case ESCAPE -> layout.compare().fit();
            case DIGIT1 -> layout.compare().actualSize();
            case F1 -> layout.banner().note("Ctrl+O open · Ctrl+S save · Ctrl+Shift+S save as · Ctrl+Z undo · "
                    + "Ctrl+Shift+Z redo · Ctrl+P preview · Ctrl+R run · Ctrl+M models · hold \\ for the original · "
                    + "M compare mode · Esc fit · 1 actual size");
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
