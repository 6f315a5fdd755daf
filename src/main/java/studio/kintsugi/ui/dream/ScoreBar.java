package studio.kintsugi.ui.dream;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** How well a dream fits its words: one bar, and a word. Hidden until there is a dream. */
final class ScoreBar extends HBox {
    private static final String[] WORDS = {"score.none", "score.little", "score.well", "score.very"};

    private final ProgressBar bar = new ProgressBar(0);
    private final Label word = Controls.text("", "text-muted");

    ScoreBar() {
        super(8);
        setAlignment(Pos.CENTER_LEFT);
        Controls.describe(bar, "dream-fit", Texts.text("dream.fit"));
        bar.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(bar, Priority.ALWAYS);
        word.setId("dream-fit-word");
        word.setMinWidth(USE_PREF_SIZE);
        Label name = Controls.text(Texts.text("dream.fit"));
        name.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(name, bar, word);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void clear() {
        setVisible(true);
        show(0);
    }

    /**
     * @param score similarity of pictures and words, -1 to 1
     */
    void show(double score) {
        double share = Math.clamp(score, 0, 1);
        bar.setProgress(share);
        int level = Math.min(WORDS.length - 1, (int) (share * WORDS.length));
        Texts.say(word, WORDS[level]);
        bar.accessibleTextProperty().bind(Texts.text(() -> Texts.of("dream.fit.value", Math.round(100 * share),
                Texts.of(WORDS[level]))));
    }
}
