package studio.kintsugi.ui.preferences;

import java.util.List;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.settings.WorkSettings;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.SpokenSlider;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.library.ModelText;
import studio.kintsugi.ui.tools.Tool;

/** The model that each tool begins with, and its strength. */
public final class DefaultsSection extends VBox {
    private static final double PERCENT = 48;

    private final GridPane grid = SettingsPage.grid();

    /**
     * @param tools those that have models
     * @param service lists them
     * @param work keeps the strengths
     * @param choose receives a tool's id and the id of the model that it is to begin with
     */
    public DefaultsSection(List<Tool> tools, InferenceService service, BackgroundTasks tasks, WorkSettings work,
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
                    if (Tool.ALL.contains(tool)) {
                        grid.add(strength(tool, work), 2, grid.getRowCount() - 1);
                    }
                }
            }, failure -> { });
        }
        getChildren().addAll(SettingsPage.heading("settings.defaults"), grid);
    }

    /** How strong a tool is at first; those that bring a workspace have no strength. */
    private static HBox strength(Tool tool, WorkSettings work) {
        Slider slider = Controls.describe(SpokenSlider.percent(0, 100 * work.strength(tool.id())),
                "settings-strength-" + tool.id(),
                Texts.text(() -> Texts.of("settings.strength.hint", tool.title())));
        Label value = new Label();
        value.textProperty().bind(Texts.text("percent", slider.valueProperty()));
        value.setMinWidth(PERCENT);
        slider.valueProperty().addListener((o, was, is) -> work.setStrength(tool.id(), Math.round(is.doubleValue())
                / 100.0));
        HBox row = new HBox(8, slider, value);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }
}
