package studio.kintsugi.ui.preferences;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.store.Directories;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** What is kept on this computer and where; and that nothing is sent. */
public final class PrivacySection extends VBox {
    private final GridPane grid = SettingsPage.grid();
    private final Consumer<String> browse;

    /**
     * @param browse shows a folder, by its address
     * @param forget empties the list of recent pictures
     */
    public PrivacySection(Consumer<String> browse, Runnable forget) {
        super(10);
        this.browse = browse;
        kept("privacy.settings", Directories.config());
        kept("privacy.data", Directories.data());
        kept("privacy.cache", Directories.cache());
        getChildren().addAll(SettingsPage.heading("settings.privacy"),
                Controls.text(Texts.text("privacy.nothing.sent")), grid,
                Controls.button("settings-forget", Texts.text("privacy.forget"), null,
                        Texts.text("privacy.forget.hint"), forget));
    }

    private void kept(String key, Path folder) {
        Hyperlink link = Controls.describe(new Hyperlink(folder.toString()), key.replace('.', '-'),
                Texts.text("folder.open.hint"));
        link.setMnemonicParsing(false);
        link.setWrapText(true);
        link.setOnAction(e -> browse.accept(folder.toUri().toString()));
        int row = grid.getRowCount();
        grid.add(Controls.text(Texts.text(key)), 0, row);
        grid.add(link, 0, row + 1);
    }
}
