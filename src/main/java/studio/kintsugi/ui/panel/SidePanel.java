package studio.kintsugi.ui.panel;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** The right side: the chosen tool, the history of the picture, or what is known about it. */
public final class SidePanel extends BorderPane {
    private final ToggleGroup group = new ToggleGroup();
    private final HBox tabs = new HBox();
    private final ToggleButton tool;
    private final ToggleButton history;
    private final ToggleButton information;

    public SidePanel(Node toolPanel, Node historyPanel, Node informationPanel) {
        getStyleClass().add("side-panel");
        tool = tab("tool", toolPanel);
        history = tab("history", historyPanel);
        information = tab("information", informationPanel);
        tabs.getStyleClass().add("side-tabs");
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            } else {
                setCenter((Node) is.getUserData());
            }
        });
        group.selectToggle(tool);
        setTop(tabs);
    }

    private ToggleButton tab(String id, Node panel) {
        ToggleButton tab = Controls.describe(Texts.say(new ToggleButton(), "side." + id), "side-" + id,
                Texts.text("side." + id + ".hint"));
        tab.setMnemonicParsing(true);
        tab.setMinWidth(USE_PREF_SIZE);
        tab.setMaxWidth(Double.MAX_VALUE);
        tab.setUserData(panel);
        tab.setToggleGroup(group);
        HBox.setHgrow(tab, Priority.ALWAYS);
        tabs.getChildren().add(tab);
        return tab;
    }

    /** Shows the tool. */
    public void showTool() {
        tool.setSelected(true);
    }

    /** Shows the history, or the tool where the history is shown. */
    public void swapHistory() {
        (history.isSelected() ? tool : history).setSelected(true);
    }

    /** Shows what is known about the picture, or the tool where that is shown. */
    public void swapInformation() {
        (information.isSelected() ? tool : information).setSelected(true);
    }
}
