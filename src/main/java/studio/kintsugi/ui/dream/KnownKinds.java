package studio.kintsugi.ui.dream;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.dream.GuidanceVocabulary;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** All kinds of object that the chosen guidance has learnt, and the words for how they look. */
final class KnownKinds extends VBox {
    private final ListView<String> list = Controls.describe(new ListView<>(), "known-kinds",
            Texts.text("dream.known.hint"));
    private Consumer<String> chosen = kind -> { };

    KnownKinds(List<GuidanceVocabulary> vocabularies) {
        super(8);
        getStyleClass().add("known-kinds");
        Set<String> kinds = new LinkedHashSet<>();
        vocabularies.forEach(r -> kinds.addAll(r.good()));
        vocabularies.forEach(r -> kinds.addAll(r.kinds()));
        Set<String> looks = new LinkedHashSet<>();
        vocabularies.forEach(r -> looks.addAll(r.looks()));
        FilteredList<String> shown = new FilteredList<>(FXCollections.observableArrayList(kinds));
        TextField filter = Controls.describe(new TextField(), "known-filter", Texts.text("dream.known.filter"));
        filter.promptTextProperty().bind(Texts.text("dream.known.filter"));
        filter.textProperty().addListener((o, was, now) ->
                shown.setPredicate(k -> k.contains(now.strip().toLowerCase(Locale.ROOT))));
        list.setItems(shown);
        list.setPrefSize(260, 280);
        list.setOnMouseClicked(e -> choose());
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                choose();
            }
        });
        Label words = Controls.text(Texts.text("dream.known.looks", String.join(", ", looks)), "text-muted",
                "text-small");
        words.setMaxWidth(260);
        getChildren().addAll(Controls.text(Texts.text("dream.known.count", kinds.size()), "text-muted"), filter, list,
                words);
    }

    void onChosen(Consumer<String> action) {
        chosen = action;
    }

    private void choose() {
        String kind = list.getSelectionModel().getSelectedItem();
        if (kind != null) {
            chosen.accept(("aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ") + kind);
        }
    }
}
