package studio.kintsugi.ui.preferences;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.settings.WorkSettings;
import studio.kintsugi.store.Directories;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Where models and caches lie and pictures are saved; most can be put elsewhere. */
public final class FoldersSection extends VBox {
    private final GridPane grid = SettingsPage.grid();
    private final Function<String, Optional<Path>> ask;
    private final Consumer<String> browse;

    /**
     * @param ask gives a folder that the user chooses, by a title
     * @param browse shows a folder, by its address
     */
    public FoldersSection(WorkSettings work, Function<String, Optional<Path>> ask, Consumer<String> browse) {
        super(10);
        this.ask = ask;
        this.browse = browse;
        folder("models", () -> work.models().orElseGet(() -> Directories.data().resolve("models")),
                work::setModels);
        folder("saving", () -> work.saving().orElse(null), work::setSaving);
        folder("cache", () -> work.cache().orElseGet(Directories::cache), work::setCache);
        getChildren().addAll(SettingsPage.heading("settings.folders"), grid);
    }

    private void folder(String id, Supplier<Path> where, Consumer<Optional<Path>> set) {
        Label path = Controls.text("");
        path.setId("settings-folder-" + id);
        Runnable tell = () -> Texts.say(path, () -> where.get() == null ? Texts.of("folder.beside")
                : where.get().toString());
        tell.run();
        HBox buttons = new HBox(6,
                Controls.button("settings-choose-" + id, Texts.text("folder.choose"), null,
                        Texts.text("folder." + id + ".hint"),
                        () -> ask.apply(Texts.of("folder." + id + ".hint")).ifPresent(chosen -> {
                            set.accept(Optional.of(chosen));
                            tell.run();
                        })),
                Controls.button("settings-usual-" + id, Texts.text("folder.usual"), null,
                        Texts.text("folder.usual.hint"), () -> {
                            set.accept(Optional.empty());
                            tell.run();
                        }),
                Controls.button("settings-open-" + id, Texts.text("folder.open"), null,
                        Texts.text("folder.open.hint"), () -> Optional.ofNullable(where.get())
                                .ifPresent(p -> browse.accept(p.toUri().toString()))));
        buttons.getChildren().forEach(b -> b.getStyleClass().add("small"));
        Label name = Controls.text(Texts.text("folder." + id));
        name.setMinWidth(USE_PREF_SIZE);
        int row = grid.getRowCount();
        grid.addRow(row, name, path);
        grid.add(buttons, 1, row + 1);
    }
}
