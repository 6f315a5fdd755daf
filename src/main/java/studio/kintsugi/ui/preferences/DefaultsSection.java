package studio.kintsugi.ui.preferences;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelText;
import studio.kintsugi.ui.tools.Tool;

/** The model that each tool begins with. */
public final class DefaultsSection extends VBox {
    private final GridPane grid = SettingsPage.grid();

    /**
     * @param tools those that have models
     * @param service lists them
     * @param choose receives a tool's id and the id of the model that it is to begin with
     */
    public DefaultsSection(List<Tool> tools, InferenceService service, BackgroundTasks tasks,
            BiConsumer<String, String> choose) {
        super(10);
        for (Tool tool : tools) {
            ComboBox<ModelCard> box = Controls.describe(new ComboBox<>(), "settings-model-" + tool.id(),
                    Texts.text(() -> Texts.of("settings.model.hint", tool.title())));
            Controls.show(box, ModelText::title);
            box.setMaxWidth(Double.MAX_VALUE);
            Label name = Controls.text(Texts.text(tool::title));
            name.setLabelFor(box);
            name.setMinWidth(USE_PREF_SIZE);
            tasks.run(() -> service.models(tool.id()), cards -> {
                if (!cards.isEmpty()) {
                    box.getItems().setAll(cards);
                    box.setValue(cards.getFirst());
                    box.valueProperty().subscribe((was, is) -> choose.accept(tool.id(), is.id()));
                    grid.addRow(grid.getRowCount(), name, box);
                }
            }, failure -> { });
        }
        getChildren().addAll(SettingsPage.heading("settings.defaults"), grid);
    }
}
