package studio.kintsugi.ui.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.GuidanceVocabulary;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelText;

/** Chooses which of the installed models guide a dream; several take turns. At least one is always chosen. */
final class GuidancePicker extends VBox {
    private final List<CheckBox> boxes = new ArrayList<>();
    private final Runnable changed;
    private List<GuidanceVocabulary> installed = List.of();

    /**
     * @param changed called when the choice changes
     */
    GuidancePicker(Runnable changed) {
        super(6);
        this.changed = changed;
        setId("guidance");
    }

    /** Updates the list; chosen models stay chosen, and the first is chosen where none is left. */
    void offer(List<GuidanceVocabulary> models) {
        Set<String> before = new TreeSet<>(ids());
        installed = models;
        boxes.clear();
        for (GuidanceVocabulary model : models) {
            ObservableValue<String> knows = model.words().isEmpty() ? Texts.text("dream.guidance.anything")
                    : Texts.text("dream.guidance.kinds", model.kinds().size());
            CheckBox box = Controls.describe(
                    Texts.say(new CheckBox(), () -> ModelText.title(model.id(), model.title())),
                    "guidance-" + model.id(),
                    Texts.text("dream.guidance.hint",
                    Texts.text(() -> ModelText.title(model.id(), model.title())), knows));
            box.setMnemonicParsing(false);
            box.setSelected(before.contains(model.id()));
            box.setOnAction(e -> {
                if (ids().isEmpty()) {
                    box.setSelected(true);
                }
                changed.run();
            });
            boxes.add(box);
        }
        if (ids().isEmpty() && !boxes.isEmpty()) {
            boxes.getFirst().setSelected(true);
        }
        getChildren().clear();
        if (!boxes.isEmpty()) {
            getChildren().add(Controls.labelFor(boxes.getFirst(), Texts.text("dream.guidance")));
            getChildren().addAll(boxes);
        }
        changed.run();
    }

    /** Ids of the chosen models. */
    List<String> ids() {
        return chosen().stream().map(GuidanceVocabulary::id).toList();
    }

    /** Minutes that the quick dream has with the chosen models; those that read anything are large. */
    double quickMinutes() {
        return chosen().stream().anyMatch(v -> v.words().isEmpty()) ? DreamRequest.LARGE_MINUTES
                : DreamRequest.USUAL_MINUTES;
    }

    /** Vocabularies of the chosen models. */
    List<GuidanceVocabulary> chosen() {
        List<GuidanceVocabulary> out = new ArrayList<>();
        for (int i = 0; i < boxes.size(); i++) {
            if (boxes.get(i).isSelected()) {
                out.add(installed.get(i));
            }
        }
        return out;
    }
}
