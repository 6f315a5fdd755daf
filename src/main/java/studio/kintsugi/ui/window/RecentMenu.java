package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** The menu of recent pictures, behind a small arrow beside the open button. */
final class RecentMenu extends MenuButton {
    private final WindowActions actions;

    RecentMenu(WindowActions actions) {
        this.actions = actions;
        Controls.describe(this, "recent", Texts.text("recent.hint"));
        getStyleClass().addAll("flat", "recent-menu");
        getItems().setAll(nothing());
        setOnShowing(e -> actions.recent(this::fill));
        // shows the previous list at first, while the file is read
        actions.recent(this::fill);
    }

    private void fill(List<Path> files) {
        List<MenuItem> items = new ArrayList<>();
        for (Path file : files) {
            MenuItem item = new MenuItem(PathText.brief(file));
            item.setId("recent-" + items.size());
            item.setMnemonicParsing(false);
            item.setOnAction(e -> actions.open(file));
            items.add(item);
        }
        if (items.isEmpty()) {
            items.add(nothing());
        } else {
            MenuItem clear = new MenuItem();
            clear.textProperty().bind(Texts.text("recent.clear"));
            clear.setId("recent-clear");
            clear.setOnAction(e -> actions.forgetRecent());
            items.add(new SeparatorMenuItem());
            items.add(clear);
        }
        getItems().setAll(items);
    }

    private static MenuItem nothing() {
        MenuItem none = new MenuItem();
        none.textProperty().bind(Texts.text("recent.none"));
        none.setId("recent-none");
        none.setDisable(true);
        return none;
    }
}
