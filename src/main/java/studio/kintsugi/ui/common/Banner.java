package studio.kintsugi.ui.common;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;

/**
 * Messages over the picture: a note on what was done, which goes after a while, or all errors since it was last
 * cleared.
 */
public final class Banner extends HBox {
    private static final int MOST_SHOWN = 4;
    private static final Duration NOTE_STAYS = Duration.seconds(12);

    private final Label text = Controls.text("");
    private final Set<String> errors = new LinkedHashSet<>();
    private final PauseTransition fading = new PauseTransition(NOTE_STAYS);

    public Banner() {
        setId("banner");
        getStyleClass().add("banner");
        setAlignment(Pos.CENTER_LEFT);
        setMaxHeight(USE_PREF_SIZE);
        fading.setOnFinished(e -> clear());
        text.setId("banner-text");
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(text,
                Controls.iconButton("banner-close", "fth-x", Texts.text("banner.close.hint"), this::clear));
        clear();
    }

    /** Adds an error to those shown. */
    public void error(String sentence) {
        errors.add(sentence);
        int more = errors.size() - MOST_SHOWN;
        String shown = errors.stream().limit(MOST_SHOWN).collect(Collectors.joining("\n"));
        say(more > 0 ? shown + "\n" + Texts.of("banner.more", more) : shown, "error");
    }

    /** Replaces everything shown by a note. */
    public void note(String sentence) {
        errors.clear();
        say(sentence, "note");
        fading.playFromStart();
    }

    private void say(String sentence, String style) {
        fading.stop();
        text.setText(sentence);
        getStyleClass().removeAll("error", "note");
        getStyleClass().add(style);
        setVisible(true);
        setManaged(true);
    }

    /** Takes away what is shown. */
    public void clear() {
        errors.clear();
        setVisible(false);
        setManaged(false);
    }
}
