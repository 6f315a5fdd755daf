package studio.kintsugi.ui.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.dream.GuidanceVocabulary;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Which of the installed models guide; several take turns. One always does. */
final class GuidancePicker extends VBox {
    private final List<CheckBox> boxes = new ArrayList<>();
    private final Runnable changed;
    private List<GuidanceVocabulary> installed = List.of();

    /**
     * @param changed told when others are chosen
     */
    GuidancePicker(Runnable changed) {
        super(6);
        this.changed = changed;
        setId("guidance");
    }

    /** Offers models; those that were chosen stay so, and the first is where none is left. */
    void offer(List<GuidanceVocabulary> models) {
        Set<String> before = new TreeSet<>(ids());
        installed = models;
        boxes.clear();
        for (GuidanceVocabulary model : models) {
            String knows = model.words().isEmpty() ? Texts.of("dream.guidance.anything")
                    : Texts.of("dream.guidance.kinds", model.kinds().size());
            CheckBox box = Controls.describe(new CheckBox(model.title()), "guidance-" + model.id(),
                    Texts.of("dream.guidance.hint", model.title(), knows));
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
            getChildren().add(Controls.labelFor(boxes.getFirst(), Texts.of("dream.guidance")));
            getChildren().addAll(boxes);
        }
        changed.run();
    }

    /** Ids of those that are chosen. */
    List<String> ids() {
        return chosen().stream().map(GuidanceVocabulary::id).toList();
    }

    /** What those that are chosen know. */
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
