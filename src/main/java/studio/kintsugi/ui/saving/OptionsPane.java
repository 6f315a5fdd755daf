package studio.kintsugi.ui.saving;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ChromaSubsampling;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.settings.SaveSettings;
import studio.kintsugi.settings.SaveSettings.Choices;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.SpokenSlider;
import studio.kintsugi.ui.common.Texts;

/** The format and what can be chosen for it; each format has what was chosen for it last. */
final class OptionsPane extends GridPane {
    private static final String ORIGINAL = "original";
    private static final double LABELS = 76;

    private final SaveSettings settings;
    private final ComboBox<Optional<PictureFormat>> format;
    private final ComboBox<Optional<BitDepth>> depth = choice("save-depth", Texts.text("save.depth.hint"),
            List.of(BitDepth.values()), d -> Texts.of("save.depth.bits", d.bits()));
    private final ComboBox<ChromaSubsampling> chroma = Controls.describe(new ComboBox<>(), "save-chroma",
            Texts.text("save.chroma.hint"));
    private final Slider quality = Controls.describe(SpokenSlider.percent(50, 95), "save-quality",
            Texts.text("save.quality.hint"));
    private final CheckBox lossless = check("save-lossless", "save.lossless");
    private final CheckBox metadata = check("save-metadata", "save.metadata");
    private final CheckBox srgb = check("save-srgb", "save.srgb");

    /**
     * For one picture.
     *
     * @param settings keep what is chosen
     * @param first the format to begin with
     */
    OptionsPane(SaveSettings settings, PictureFormat first) {
        this(settings);
        format.setValue(Optional.of(first));
        format.getItems().removeFirst();
    }

    /**
     * For several pictures, each of which can stay in its own format.
     *
     * @param settings keep what is chosen
     */
    OptionsPane(SaveSettings settings) {
        super(12, 10);
        this.settings = settings;
        getColumnConstraints().setAll(labels());
        format = choice("save-format", Texts.text("save.format.hint"),
                Stream.of(PictureFormat.values()).filter(PictureFormat::isWritable).toList(), PictureFormat::title);
        chroma.getItems().setAll(ChromaSubsampling.values());
        Controls.show(chroma, c -> Texts.of("save.chroma." + c.name(), c.notation()));
        chroma.setMaxWidth(Double.MAX_VALUE);
        Label percent = new Label();
        percent.textProperty().bind(quality.valueProperty().asString("%.0f"));
        percent.setMinWidth(32);
        HBox.setHgrow(quality, Priority.ALWAYS);
        row("save.format", format, format);
        row("save.quality", quality, new HBox(8, quality, percent));
        row("save.chroma", chroma, chroma);
        row("save.depth", depth, depth);
        for (CheckBox box : List.of(lossless, metadata, srgb)) {
            add(box, 1, getRowCount());
        }
        format.valueProperty().addListener(o -> recall());
        lossless.selectedProperty().addListener(o -> offer());
        recall();
    }

    /** Makes a dialog as large as what it holds, once that is laid out anew; nothing where it is closed by then. */
    static void fit(DialogPane pane) {
        Platform.runLater(() -> {
            if (pane.getScene() != null && pane.getScene().getWindow() != null) {
                pane.getScene().getWindow().sizeToScene();
            }
        });
    }

    /** A grid whose labels stand in line with those of the options. */
    static GridPane grid() {
        GridPane grid = new GridPane(12, 10);
        grid.getColumnConstraints().setAll(labels());
        return grid;
    }

    private static ColumnConstraints labels() {
        ColumnConstraints labels = new ColumnConstraints();
        labels.setMinWidth(LABELS);
        return labels;
    }

    private void row(String label, Control control, Node shown) {
        GridPane.setHgrow(shown, Priority.ALWAYS);
        Label text = Controls.labelFor(control, Texts.text(label));
        text.visibleProperty().bind(control.visibleProperty());
        text.managedProperty().bind(control.managedProperty());
        if (shown != control) {
            shown.visibleProperty().bind(control.visibleProperty());
            shown.managedProperty().bind(control.managedProperty());
        }
        addRow(getRowCount(), text, shown);
    }

    /** Shows what was chosen for the format last. */
    private void recall() {
        WriteOptions usual = WriteOptions.DEFAULT;
        Choices chosen = settings.of(key()).orElse(new Choices(usual.quality(), usual.subsampling().name(), false,
                null, usual.keepsMetadata(), usual.toSrgb()));
        quality.setValue(100 * chosen.quality());
        chroma.setValue(named(ChromaSubsampling.values(), chosen.subsampling()).orElse(usual.subsampling()));
        List<BitDepth> depths = depths();
        depth.getItems().setAll(Stream.concat(Stream.of(Optional.<BitDepth>empty()), depths.stream().map(Optional::of))
                .toList());
        depth.setValue(named(BitDepth.values(), chosen.depth()).filter(depths::contains));
        lossless.setSelected(chosen.lossless());
        metadata.setSelected(chosen.metadata());
        srgb.setSelected(chosen.srgb());
        offer();
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Stream.of(values).filter(v -> v.name().equals(name)).findFirst();
    }

    /** How finely the format can store samples; each picture's own format has any. */
    private List<BitDepth> depths() {
        BitDepth deepest = format.getValue().flatMap(PictureFormat::deepest).orElse(BitDepth.FLOAT);
        return Stream.of(BitDepth.values()).filter(d -> d.atMost(deepest) == d).toList();
    }

    /** Offers what the format has. */
    private void offer() {
        Optional<PictureFormat> f = format.getValue();
        boolean jpeg = f.isEmpty() || f.get() == PictureFormat.JPEG;
        boolean webp = f.isEmpty() || f.get() == PictureFormat.WEBP;
        show(quality, jpeg || webp && !lossless.isSelected());
        show(chroma, jpeg);
        show(lossless, webp);
        show(depth, depths().size() > 1);
    }

    private static void show(Control control, boolean shown) {
        control.setVisible(shown);
        control.setManaged(shown);
    }

    private String key() {
        return format.getValue().map(PictureFormat::name).orElse(ORIGINAL);
    }

    /** The chosen format; empty where each picture stays in its own. */
    Optional<PictureFormat> format() {
        return format.getValue();
    }

    void setFormat(PictureFormat other) {
        format.setValue(Optional.of(other));
    }

    /** Control of the format, for who listens to it. */
    Observable formatProperty() {
        return format.valueProperty();
    }

    /** Calls {@code listener} when anything is chosen. */
    void whenChanged(Runnable listener) {
        for (Observable o : List.of(format.valueProperty(), quality.valueProperty(), chroma.valueProperty(),
                depth.valueProperty(), lossless.selectedProperty(), metadata.selectedProperty(),
                srgb.selectedProperty())) {
            o.addListener(changed -> listener.run());
        }
    }

    WriteOptions options() {
        WriteOptions chosen = WriteOptions.DEFAULT.withQuality((float) quality.getValue() / 100)
                .withSubsampling(chroma.getValue()).withLossless(lossless.isSelected())
                .withMetadata(metadata.isSelected()).withSrgb(srgb.isSelected());
        WriteOptions deep = depth.isVisible() ? depth.getValue().map(chosen::withDepth).orElse(chosen) : chosen;
        return format.getValue().map(deep::withFormat).orElse(deep);
    }

    /** Keeps what is chosen for the next time. */
    void keep() {
        settings.keep(key(), new Choices(quality.getValue() / 100, chroma.getValue().name(), lossless.isSelected(),
                depth.getValue().map(BitDepth::name).orElse(null), metadata.isSelected(), srgb.isSelected()));
    }

    private static CheckBox check(String id, String text) {
        return Controls.describe(Texts.say(new CheckBox(), text), id, Texts.text(text + ".hint"));
    }

    /** Values to choose from, the picture's own first. */
    private static <T> ComboBox<Optional<T>> choice(String id, ObservableValue<String> hint,
            List<T> values, Function<T, String> title) {
        ComboBox<Optional<T>> box = Controls.describe(new ComboBox<>(), id, hint);
        Controls.show(box, v -> v.map(title).orElseGet(() -> Texts.of("save.as.original")));
        box.getItems().add(Optional.empty());
        values.forEach(v -> box.getItems().add(Optional.of(v)));
        box.setValue(Optional.empty());
        box.setMaxWidth(Double.MAX_VALUE);
        return box;
    }
}
