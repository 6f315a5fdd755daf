package studio.kintsugi.ui.window;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Messages above the picture: a note on what was done, or all errors since it was last cleared. */
final class Banner extends HBox {
    private static final int MOST_SHOWN = 4;

    private final Label text = Controls.text("");
    private final Set<String> errors = new LinkedHashSet<>();

    Banner() {
        setId("banner");
        getStyleClass().add("banner");
        setAlignment(Pos.CENTER_LEFT);
        text.setId("banner-text");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(text,
                Controls.iconButton("banner-close", "fth-x", Texts.of("banner.close.hint"), this::clear));
        clear();
    }

    /** Adds an error to those shown. */
    void error(String sentence) {
        errors.add(sentence);
        int more = errors.size() - MOST_SHOWN;
        String shown = errors.stream().limit(MOST_SHOWN).collect(Collectors.joining("\n"));
        say(more > 0 ? shown + "\n" + Texts.of("banner.more", more) : shown, "error");
    }

    /** Replaces everything shown by a note. */
    void note(String sentence) {
        errors.clear();
        say(sentence, "note");
    }

    private void say(String sentence, String style) {
        text.setText(sentence);
        getStyleClass().removeAll("error", "note");
        getStyleClass().add(style);
        setVisible(true);
        setManaged(true);
    }

    void clear() {
        errors.clear();
        setVisible(false);
        setManaged(false);
    }
}
