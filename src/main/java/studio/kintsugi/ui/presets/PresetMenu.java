package studio.kintsugi.ui.presets;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import studio.kintsugi.edit.Preset;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** A button that lists the presets, and leads to their page. */
public final class PresetMenu extends MenuButton {
    private final Presets presets;
    private final Runnable page;

    /**
     * @param page shows the page of presets
     */
    public PresetMenu(Presets presets, Runnable page) {
        this.presets = presets;
        this.page = page;
        Controls.describe(this, "preset-menu", Texts.text("preset.menu.hint"));
        textProperty().bind(Texts.text("preset.menu"));
        setMnemonicParsing(true);
        setMaxWidth(Double.MAX_VALUE);
        presets.all().addListener((ListChangeListener<Preset>) c -> fill());
        fill();
    }

    private void fill() {
        List<MenuItem> items = presets.all().stream().map(preset -> {
            MenuItem item = new MenuItem();
            item.setMnemonicParsing(false);
            item.textProperty().bind(Texts.text(() -> Presets.title(preset)));
            item.setOnAction(e -> presets.apply(preset));
            return item;
        }).toList();
        MenuItem more = new MenuItem();
        more.setId("preset-menu-page");
        more.textProperty().bind(Texts.text("command.presets"));
        more.setOnAction(e -> page.run());
        getItems().setAll(items);
        getItems().addAll(new SeparatorMenuItem(), more);
    }
}
