package studio.kintsugi.ui.history;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;
import studio.kintsugi.ui.tools.Tool;

/** The steps of the picture in front, from the opened file down, and which two of them are compared. */
public final class HistoryPanel extends VBox {
    private final InferenceService service;
    private final Runnable compared;
    private HistoryActions actions;
    private final VBox rows = new VBox();
    private final ComboBox<Integer> from =
            Controls.describe(new ComboBox<>(), "compare-from", Texts.text("history.from.hint"));
    private final ComboBox<Integer> to = Controls.describe(new ComboBox<>(), "compare-to",
            Texts.text("history.to.hint"));
    private List<Integer> ids = List.of();
    private List<Step> steps = List.of();
    private Document document;
    private boolean programmatic;

    /**
     * @param service lists the models that can do a step
     * @param compared called when other steps are to be compared
     */
    public HistoryPanel(InferenceService service, Runnable compared) {
        this.service = service;
        this.compared = compared;
        setId("history-panel");
        getStyleClass().add("history-panel");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        for (ComboBox<Integer> side : List.of(from, to)) {
            side.setMaxWidth(Double.MAX_VALUE);
            Controls.show(side, this::name);
            side.valueProperty().addListener(o -> {
                if (!programmatic) {
                    compared.run();
                }
            });
        }
        getChildren().addAll(scroll, Controls.labelFor(from, Texts.text("history.from")), from,
                Controls.labelFor(to, Texts.text("history.to")), to);
    }

    private String name(int count) {
        return count == 0 || count > steps.size() ? Texts.of("history.opened")
                : Texts.of("history.after", count, Tool.title(steps.get(count - 1).tool()));
    }

    /**
     * Shows a picture's history.
     *
     * @param shown null where no picture is open
     */
    public void show(Document shown) {
        History history = shown == null ? History.EMPTY : shown.history();
        List<Integer> now = history.entries().stream().map(History.Entry::id).toList();
        if (shown != document || !now.equals(ids)) {
            ToggleGroup chosen = new ToggleGroup();
            rows.getChildren().clear();
            for (History.Entry entry : history.entries()) {
                rows.getChildren().add(new HistoryRow(shown, entry, () -> models(entry.step()), chosen, actions));
            }
            if (now.isEmpty()) {
                rows.getChildren().add(Controls.text(Texts.text("history.none"), "text-muted"));
            }
        } else {
            for (int i = 0; i < now.size(); i++) {
                ((HistoryRow) rows.getChildren().get(i)).update(history.entries().get(i));
            }
        }
        boolean same = shown == document && history.steps().size() == steps.size();
        document = shown;
        ids = now;
        steps = history.steps();
        offerSides(same);
    }

    /** The models of a step's tool that make a result of the same size. */
    private List<ModelCard> models(Step step) {
        List<ModelCard> cards = service.models(step.tool());
        int scale = cards.stream().filter(c -> c.id().equals(step.model())).findFirst().map(ModelCard::scale).orElse(1);
        return cards.stream().filter(c -> c.scale() == scale || step.parameters().containsKey(Geometry.LONG_SIDE))
                .toList();
    }

    private void offerSides(boolean same) {
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i <= steps.size(); i++) {
            counts.add(i);
        }
        programmatic = true;
        int before = same ? from() : 0;
        int after = same ? to() : steps.size();
        from.getItems().setAll(counts);
        to.getItems().setAll(counts);
        from.setValue(before);
        to.setValue(after);
        programmatic = false;
    }

    /** Has steps changed by hand, on the picture. */
    public void setActions(HistoryActions other) {
        actions = other;
    }

    /** Puts something above the list. */
    public void setHead(Node head) {
        getChildren().addFirst(head);
    }

    /** Compares the opened picture with the one after so many steps. */
    public void showAfter(int count) {
        if (to.getItems().contains(count)) {
            from.setValue(0);
            to.setValue(count);
        }
    }

    /** After how many steps the picture stands on the left. */
    public int from() {
        return from.getValue() == null ? 0 : from.getValue();
    }

    /** After how many steps the picture stands on the right. */
    public int to() {
        return to.getValue() == null ? steps.size() : to.getValue();
    }
}
