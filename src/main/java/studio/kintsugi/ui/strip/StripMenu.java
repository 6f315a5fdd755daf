package studio.kintsugi.ui.strip;

import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import studio.kintsugi.ui.common.Texts;

/** What can be done with the selected pictures, at a right click. */
final class StripMenu extends ContextMenu {
    private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(1);

    StripMenu(FilmStrip strip, StripActions actions) {
        MenuItem folder = item("strip-folder", "film.folder", () -> actions.openFolder(strip.frontProperty().get()));
        MenuItem run = item("strip-run", "film.run", () -> actions.run(strip.selected()));
        run.setAccelerator(new KeyCodeCombination(KeyCode.R, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        MenuItem copy = item("strip-copy", "film.copy",
                () -> actions.copySteps(strip.frontProperty().get(), strip.selected()));
        MenuItem save = item("strip-save", "film.save", () -> actions.save(strip.selected()));
        save.setAccelerator(new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN));
        MenuItem left = item("strip-left", "film.left", () -> strip.moveSelected(-1));
        left.setAccelerator(new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN));
        MenuItem right = item("strip-right", "film.right", () -> strip.moveSelected(1));
        right.setAccelerator(new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.ALT_DOWN));
        MenuItem all = item("strip-all", "film.all", strip::selectAll);
        MenuItem close = item("strip-close", "film.close", () -> actions.close(strip.selected()));
        setOnShowing(e -> {
            count.set(strip.selected().size());
            copy.setDisable(count.get() < 2 || strip.frontProperty().get().steps().isEmpty());
        });
        getItems().addAll(run, copy, save, folder,
                new SeparatorMenuItem(), all, left, right, new SeparatorMenuItem(), close);
    }

    /**
     * @param text key of a text, which is told how many pictures are selected
     */
    private MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(Texts.text(text, count));
        item.setId(id);
        item.setOnAction(e -> action.run());
        return item;
    }
}
