package studio.kintsugi.ui.geometry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.restoration.Enlargement;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;

/** Asks for another size, in pixels or on paper; its shape stays. */
public final class ResizePage extends VBox {
    private static final double USUAL_DPI = 300;

    private final Document document;
    private final Optional<History.Entry> entry;
    private final Runnable close;
    private final ComboBox<PrintSize.Unit> unit = Controls.describe(new ComboBox<>(), "resize-unit",
            Texts.text("resize.unit.hint"));
    private final TextField width = field("width");
    private final TextField height = field("height");
    private final TextField dpi = field("dpi");
    private final Label outcome = Controls.text("", "text-small");
    private final Button done;
    private PrintSize size;
    private boolean programmatic;

    /**
     * @param entry the step to be changed; empty for a new one at the end
     * @param close closes the page
     */
    public ResizePage(Document document, Optional<History.Entry> entry, Runnable close) {
        super(14);
        this.document = document;
        this.entry = entry;
        this.close = close;
        setId("resize");
        getStyleClass().addAll("page", "small-page");
        size = PrintSize.of(entry.map(History.Entry::step).orElse(new Step(Geometry.RESIZE, Map.of())),
                input());
        unit.getItems().setAll(PrintSize.Unit.values());
        Controls.show(unit, u -> Texts.of("resize.unit." + u.name().toLowerCase(Locale.ROOT)));
        unit.setValue(size.dpi() > 0 ? PrintSize.Unit.CENTIMETERS : PrintSize.Unit.PIXELS);
        unit.valueProperty().addListener((o, was, is) -> {
            if (is != PrintSize.Unit.PIXELS && size.dpi() <= 0) {
                size = size.withDpi(USUAL_DPI);
            } else if (is == PrintSize.Unit.PIXELS) {
                size = size.withDpi(0);
            }
            show(List.of(width, height, dpi));
        });
        outcome.setId("resize-outcome");
        done = Controls.button("resize-done", Texts.text("resize.done"), null, Texts.text("resize.done.hint"),
                this::finish);
        done.setDefaultButton(true);
        getChildren().addAll(head(), grid(), outcome, new HBox(8, Controls.gap(), Controls.button("resize-cancel",
                Texts.text("editor.cancel"), null, Texts.text("editor.cancel.hint"), close), done));
        typed(width, pixels -> size = size.withSide(true, unit.getValue().pixels(pixels, size.dpi())),
                List.of(height));
        typed(height, pixels -> size = size.withSide(false, unit.getValue().pixels(pixels, size.dpi())),
                List.of(width));
        typed(dpi, this::dots, List.of());
        show(List.of(width, height, dpi));
    }

    private Node head() {
        return new HBox(12, Controls.text(Texts.text("resize.title"), "title-3"), Controls.gap(),
                Controls.iconButton("resize-close", "fth-x", Texts.text("page.close.hint"), close));
    }

    private Node grid() {
        GridPane grid = new GridPane(16, 12);
        grid.addRow(0, Controls.labelFor(unit, Texts.text("resize.unit")), unit);
        grid.addRow(1, Controls.labelFor(width, Texts.text("resize.width")), width);
        grid.addRow(2, Controls.labelFor(height, Texts.text("resize.height")), height);
        Label label = Controls.labelFor(dpi, Texts.text("resize.dpi"));
        grid.addRow(3, label, dpi);
        for (Node node : List.of(label, dpi)) {
            node.visibleProperty().bind(unit.valueProperty().map(u -> u != PrintSize.Unit.PIXELS));
        }
        return grid;
    }

    /** What has the focus when the page is shown. */
    public Node first() {
        return width;
    }

    private static TextField field(String name) {
        TextField field = Controls.describe(new TextField(), "resize-" + name, Texts.text("resize." + name + ".hint"));
        field.setPrefColumnCount(8);
        return field;
    }

    /** The size of what the step is applied to. */
    private Region input() {
        List<History.Entry> before = document.history().entries();
        int place = entry.map(before::indexOf).orElse(before.size());
        Region now = document.bounds();
        for (History.Entry e : before.subList(0, place)) {
            now = e.enabled() ? Geometry.size(e.step(), now) : now;
        }
        return now;
    }

    /** On paper, the length stays and the pixels follow. */
    private void dots(double dots) {
        double wide = unit.getValue().length(size.size().width(), size.dpi());
        size = size.withDpi(dots).withSide(true, unit.getValue().pixels(wide, dots));
    }

    private void typed(TextField field, DoubleConsumer number, List<TextField> others) {
        field.textProperty().addListener((o, was, is) -> {
            if (!programmatic) {
                PrintSize.parse(is).ifPresent(number::accept);
                show(others);
            }
        });
    }

    private void show(List<TextField> fields) {
        programmatic = true;
        Region out = size.size();
        for (TextField field : fields) {
            field.setText(field == dpi ? number(size.dpi())
                    : number(unit.getValue().length(field == width ? out.width() : out.height(), size.dpi())));
        }
        programmatic = false;
        boolean numbers = List.of(width, height).stream().allMatch(f -> PrintSize.parse(f.getText()).isPresent())
                && (unit.getValue() == PrintSize.Unit.PIXELS || PrintSize.parse(dpi.getText()).isPresent());
        boolean tooLarge = out.area() > Enlargement.MOST_PIXELS;
        outcome.setText(!numbers ? Texts.of("resize.numbers") : tooLarge
                ? Texts.of("job.too.large", out.area() / 1_000_000)
                : Texts.of(size.isEnlarged() ? "resize.larger" : "upscale.size", out.width(), out.height(),
                        out.area() / 1e6));
        done.setDisable(!numbers || tooLarge || !size.isChange() && entry.isEmpty());
    }

    private static String number(double value) {
        return Texts.of("resize.number", value);
    }

    private void finish() {
        close.run();
        entry.ifPresentOrElse(e -> document.replace(e.id(), size.step()), () -> document.add(size.step()));
    }
}
