package studio.kintsugi.ui.preferences;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.settings.WorkSettings;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Language;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;

/** The settings; those of the window are in force as soon as they are chosen. */
public final class SettingsPage extends VBox {
    /** As the command line calls them. */
    private static final List<String> DEVICES = List.of("auto", "cpu", "gpu");
    private static final List<String> PRECISIONS = List.of("auto", "float32", "bf16");
    private static final double LABELS = 150;
    private static final double CONTROLS = 230;
    private static final int[] MEMORY = {512, 1024, 2048, 4096};

    private final ComboBox<Language> language;

    /**
     * @param work kept, and in force from the next start on
     * @param sections further ones, each with its heading
     * @param shortcuts opens the page of shortcuts
     * @param close closes the page
     */
    public SettingsPage(Preferences preferences, Theme theme, WorkSettings work, List<? extends Node> sections,
            Runnable shortcuts, Runnable close) {
        super(14);
        setId("settings");
        getStyleClass().addAll("page", "settings-page");
        HBox head = new HBox(12, Controls.text(Texts.text("settings.title"), "title-3"), Controls.gap(),
                Controls.button("settings-shortcuts", Texts.text("settings.shortcuts"), null,
                        Texts.text("settings.shortcuts.hint"), shortcuts),
                Controls.iconButton("settings-close", "fth-x", Texts.text("page.close.hint"), close));
        language = choice("language", List.of(Language.values()),
                l -> Texts.of("language." + l.name().toLowerCase(Locale.ROOT)));
        language.valueProperty().bindBidirectional(preferences.languageProperty());
        GridPane window = grid();
        row(window, "settings.language", language);
        row(window, "settings.brightness", brightness(theme.brightnessProperty()));
        GridPane machine = grid();
        row(machine, "settings.device", named("device", "device.", DEVICES, work.device(), work::setDevice));
        row(machine, "settings.precision", named("precision", "precision.", PRECISIONS, work.precision(),
                work::setPrecision));
        row(machine, "settings.threads", threads(work));
        row(machine, "settings.memory", memory(work));
        VBox all = new VBox(10, heading("settings.window"), window, heading("settings.machine"), machine,
                Controls.text(Texts.text("settings.next.start"), "text-muted", "text-small"));
        all.getChildren().addAll(sections);
        all.getStyleClass().add("settings");
        ScrollPane scroll = new ScrollPane(all);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("settings-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
    }

    /** What has the focus when the page is shown. */
    public Node first() {
        return language;
    }

    static Label heading(String key) {
        return Controls.text(Texts.text(key), "title-4", "model-section");
    }

    static GridPane grid() {
        GridPane grid = new GridPane(16, 10);
        grid.getColumnConstraints().setAll(column(LABELS), column(CONTROLS));
        return grid;
    }

    /** Sections stand in line with one another, in either language. */
    private static ColumnConstraints column(double width) {
        ColumnConstraints column = new ColumnConstraints();
        column.setMinWidth(width);
        return column;
    }

    static void row(GridPane grid, String key, Control control) {
        Label label = Controls.labelFor(control, Texts.text(key));
        label.setMinWidth(USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), label, control);
    }

    /** A box to choose from, with the hint {@code settings.ID.hint}. */
    static <T> ComboBox<T> choice(String id, List<T> values, Function<T, String> title) {
        ComboBox<T> box = Controls.describe(new ComboBox<>(), "settings-" + id, Texts.text("settings." + id
                + ".hint"));
        box.getItems().setAll(values);
        Controls.show(box, title);
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }

    private static ComboBox<Brightness> brightness(ObjectProperty<Brightness> chosen) {
        ComboBox<Brightness> box = choice("brightness", List.of(Brightness.values()), Brightness::title);
        box.valueProperty().bindBidirectional(chosen);
        return box;
    }

    /** One of several names, the first where none was chosen; a name's text has the prefix before it. */
    private static ComboBox<String> named(String id, String prefix, List<String> names, Optional<String> chosen,
            Consumer<String> choose) {
        ComboBox<String> box = choice(id, names, n -> Texts.of(prefix + n));
        box.setValue(chosen.filter(names::contains).orElse(names.getFirst()));
        box.valueProperty().subscribe((was, is) -> choose.accept(is));
        return box;
    }

    /** All of them, or fewer, so that other programs stay quick. */
    private static ComboBox<OptionalInt> threads(WorkSettings work) {
        int most = Runtime.getRuntime().availableProcessors();
        List<OptionalInt> counts = IntStream.concat(IntStream.of(0), IntStream.rangeClosed(1, most))
                .mapToObj(n -> n == 0 ? OptionalInt.empty() : OptionalInt.of(n)).toList();
        ComboBox<OptionalInt> box = choice("threads", counts, n -> n.isEmpty() ? Texts.of("threads.all", most)
                : Texts.of("threads.some", n.getAsInt()));
        box.setValue(counts.contains(work.threads()) ? work.threads() : OptionalInt.empty());
        box.valueProperty().subscribe((was, is) -> work.setThreads(is));
        return box;
    }

    private static ComboBox<OptionalInt> memory(WorkSettings work) {
        List<OptionalInt> sizes = IntStream.concat(IntStream.of(0), IntStream.of(MEMORY))
                .mapToObj(n -> n == 0 ? OptionalInt.empty() : OptionalInt.of(n)).toList();
        ComboBox<OptionalInt> box = choice("memory", sizes, n -> n.isEmpty() ? Texts.of("memory.usual")
                : Quantities.size(((long) n.getAsInt()) << 20));
        box.setValue(sizes.contains(work.memory()) ? work.memory() : OptionalInt.empty());
        box.valueProperty().subscribe((was, is) -> work.setMemory(is));
        return box;
    }
}
