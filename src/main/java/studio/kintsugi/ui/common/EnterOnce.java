package studio.kintsugi.ui.common;

import javafx.event.EventHandler;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Drops the repetitions of a held Enter, which would press the button that takes the place of the one it pressed. */
public final class EnterOnce implements EventHandler<KeyEvent> {
    private boolean held;

    @Override
    public void handle(KeyEvent e) {
        if (e.getCode() != KeyCode.ENTER) {
            return;
        }
        if (e.getEventType() == KeyEvent.KEY_PRESSED) {
            if (held) {
                e.consume();
            }
            held = true;
        } else if (e.getEventType() == KeyEvent.KEY_RELEASED) {
            held = false;
        }
    }
}
