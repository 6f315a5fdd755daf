package studio.kintsugi.ui.dream;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import studio.kintsugi.service.dream.GuidanceVocabulary;
import studio.kintsugi.service.dream.PromptForecast;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Sentences;
import studio.kintsugi.ui.common.Texts;

/** The prompt field, with earlier prompts, suggestions the guidance is good at, and remarks on unknown words. */
final class PromptBox extends VBox {
    private static final int MOST_REMEMBERED = 20;
    private static final int SUGGESTIONS = 4;

    private final ComboBox<String> prompt = Controls.describe(new ComboBox<>(), "prompt",
            Texts.text("dream.prompt.hint"));
    private final FlowPane suggestions = new FlowPane(4, 4);
    private final Label advice = Controls.text("", "text-small", "warning");
    private final Button all;
    private List<GuidanceVocabulary> vocabularies = List.of();

    /**
     * @param run called when Enter is pressed
     */
    PromptBox(Runnable run) {
        super(6);
        // the box itself has the focus, and keeps Enter from its field
        prompt.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ENTER && !prompt.isShowing()) {
                e.consume();
                run.run();
            }
        });
        prompt.setEditable(true);
        prompt.getEditor().accessibleTextProperty().bind(Texts.text("dream.prompt.hint"));
        prompt.setMaxWidth(Double.MAX_VALUE);
        prompt.setVisibleRowCount(12);
        prompt.promptTextProperty().bind(Texts.text("dream.prompt.example"));
        prompt.getEditor().textProperty().addListener(o -> advise());
        advice.setId("dream-advice");
        advice.managedProperty().bind(advice.textProperty().isNotEmpty());
        Button others = Controls.iconButton("dream-suggest", "fth-refresh-cw", Texts.text("dream.suggest.hint"),
                this::suggest);
        all = Controls.button("dream-known", Texts.text("dream.known"), null, Texts.text("dream.known.hint"),
                this::showAll);
        all.getStyleClass().addAll("flat", "small");
        Label label = Controls.text(Texts.text("dream.suggest"), "text-muted", "text-small");
        HBox head = new HBox(4, label, Controls.gap(), others, all);
        head.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(label, Priority.SOMETIMES);
        head.visibleProperty().bind(Bindings.isNotEmpty(suggestions.getChildren()));
        head.managedProperty().bind(head.visibleProperty());
        Texts.language().subscribe(language -> advise());
        getChildren().addAll(Controls.labelFor(prompt, Texts.text("dream.prompt")), prompt, advice, head, suggestions);
    }

    /** Sets the vocabularies of the chosen guidance. */
    void use(List<GuidanceVocabulary> chosen) {
        vocabularies = chosen;
        suggest();
        advise();
    }

    /** The prompt's text, which may be changed. */
    StringProperty text() {
        return prompt.getEditor().textProperty();
    }

    /** Offers earlier prompts, the latest first. */
    void offer(List<String> earlier) {
        String words = text().get();
        prompt.getItems().setAll(earlier.stream().distinct().limit(MOST_REMEMBERED).toList());
        prompt.getEditor().setText(words);
    }

    private void suggest() {
        suggestions.getChildren().clear();
        GuidanceVocabulary first = vocabularies.stream().filter(r -> !r.good().isEmpty()).findFirst().orElse(null);
        if (first == null) {
            return;
        }
        List<String> offered = first.suggestions(ThreadLocalRandom.current(), SUGGESTIONS);
        for (int i = 0; i < offered.size(); i++) {
            String words = offered.get(i);
            Button button = Controls.button("dream-suggestion-" + i, Texts.plain(words), null,
                    Texts.text("dream.suggestion", words),
                    () -> text().set(words));
            button.setMnemonicParsing(false);
            button.getStyleClass().addAll("small", "suggestion");
            suggestions.getChildren().add(button);
        }
    }

    private void advise() {
        advice.setText(PromptForecast.remarks(text().get(), vocabularies).stream().map(Sentences::of)
                .collect(Collectors.joining("\n")));
    }

    private void showAll() {
        KnownKinds kinds = new KnownKinds(vocabularies);
        PopOver over = new PopOver(kinds);
        over.titleProperty().bind(Texts.text("dream.known.title"));
        over.setArrowLocation(PopOver.ArrowLocation.RIGHT_TOP);
        over.setAnimated(false);
        kinds.onChosen(kind -> {
            text().set(kind);
            over.hide();
        });
        over.show(all);
    }
}
