package studio.kintsugi.ui.window;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** The right side: the chosen tool, or the history of the picture. */
final class SidePanel extends BorderPane {
    private final ToggleButton tool = tab("tool");
    private final ToggleButton history = tab("history");

    SidePanel(Node toolPanel, Node historyPanel) {
        getStyleClass().add("side-panel");
        ToggleGroup group = new ToggleGroup();
        HBox tabs = new HBox(tool, history);
        tool.setToggleGroup(group);
        history.setToggleGroup(group);
        tabs.getStyleClass().add("side-tabs");
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            } else {
                setCenter(is == tool ? toolPanel : historyPanel);
            }
        });
        group.selectToggle(tool);
        setTop(tabs);
    }

    private static ToggleButton tab(String id) {
        ToggleButton tab = Controls.describe(new ToggleButton(Texts.of("side." + id)), "side-" + id,
                Texts.of("side." + id + ".hint"));
        tab.setMnemonicParsing(true);
        tab.setMinWidth(USE_PREF_SIZE);
        tab.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(tab, Priority.ALWAYS);
        return tab;
    }

    /** Shows the tool. */
    void showTool() {
        tool.setSelected(true);
    }

    /** Shows the one that is hidden. */
    void swap() {
        (tool.isSelected() ? history : tool).setSelected(true);
    }
}
