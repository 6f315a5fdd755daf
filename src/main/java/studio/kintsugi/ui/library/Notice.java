package studio.kintsugi.ui.library;

import javafx.scene.control.Label;

/** One sentence above the models: an error, or what was done. */
final class Notice extends Label {
    Notice() {
        setId("models-notice");
        getStyleClass().add("models-notice");
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        setMaxWidth(Double.MAX_VALUE);
        clear();
    }

    void error(String sentence) {
        say(sentence, "error");
    }

    void note(String sentence) {
        say(sentence, "note");
    }

    private void say(String sentence, String style) {
        setText(sentence);
        getStyleClass().removeAll("error", "note");
        getStyleClass().add(style);
        setVisible(true);
        setManaged(true);
    }

    void clear() {
        setVisible(false);
        setManaged(false);
    }
}
