package studio.kintsugi.ui.common;

import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small controls, each with an id, a tooltip and an accessible text. */
public final class Controls {
    private Controls() {}

    /**
     * A button.
     *
     * @param text with an underscore before its mnemonic, or null
     * @param icon literal of Ikonli's feather pack, or null
     * @param hint tooltip and accessible text
     */
    public static Button button(String id, ObservableValue<String> text, String icon, ObservableValue<String> hint,
            Runnable action) {
        Button button = describe(new Button(null, icon == null ? null : new FontIcon(icon)), id, hint);
        if (text != null) {
            button.textProperty().bind(text);
        }
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(e -> action.run());
        return button;
    }

    /** A button with only an icon. */
    public static Button iconButton(String id, String icon, ObservableValue<String> hint, Runnable action) {
        Button button = button(id, null, icon, hint, action);
        button.getStyleClass().addAll("flat", "button-icon");
        return button;
    }

    /** Gives a control its id, and a hint as tooltip and accessible text. */
    public static <C extends Control> C describe(C control, String id, ObservableValue<String> hint) {
        control.setId(id);
        return describe(control, hint);
    }

    /** Gives a control a hint, as tooltip and accessible text. */
    public static <C extends Control> C describe(C control, ObservableValue<String> hint) {
        Tooltip tooltip = new Tooltip();
        tooltip.textProperty().bind(hint);
        control.setTooltip(tooltip);
        control.accessibleTextProperty().bind(hint);
        return control;
    }

    /** A label that wraps, and follows the language. */
    public static Label text(ObservableValue<String> text, String... styles) {
        Label label = text("", styles);
        label.textProperty().bind(text);
        return label;
    }

    /** A label that wraps. */
    public static Label text(String text, String... styles) {
        Label label = new Label(text);
        label.setWrapText(true);
        // what must be read is never cut: what holds the text scrolls
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** The button that closes a dialog as if it had not been asked for; JavaFX's own follows the system's language. */
    public static ButtonType cancel() {
        return new ButtonType(Texts.of("dialog.cancel"), ButtonData.CANCEL_CLOSE);
    }

    /** A panel that scrolls downwards where it has less room than its parts need. */
    public static ScrollPane scrolling(Region panel) {
        ScrollPane scroll = scrollingIfTight(panel);
        // a pane that fits its content's height shows its bar by the height of texts that are not wrapped
        scroll.setFitToHeight(false);
        panel.minHeightProperty().bind(scroll.viewportBoundsProperty().map(Bounds::getHeight));
        return scroll;
    }

    /** A panel that is squeezed where it has less room, and scrolls where it can't be squeezed further. */
    public static ScrollPane scrollingIfTight(Node panel) {
        ScrollPane scroll = new ScrollPane(panel);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("panel-scroll");
        return scroll;
    }

    /**
     * The label of a control.
     *
     * @param text with an underscore before its mnemonic
     */
    public static Label labelFor(Control control, ObservableValue<String> text) {
        Label label = new Label();
        label.textProperty().bind(text);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setMnemonicParsing(true);
        label.setLabelFor(control);
        return label;
    }

    /** A spacer that takes the remaining width of a row. */
    public static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    /** Shows the values of a box by a text of each, which follows the language. */
    public static <T> void show(ComboBox<T> box, Function<T, String> text) {
        box.setConverter(shownAs(text));
        box.setCellFactory(list -> new TextCell<>(text));
        box.setButtonCell(new TextCell<>(text));
    }

    /** Shows values in a list to choose from, by a text of each; nothing for none. */
    public static <T> StringConverter<T> shownAs(Function<T, String> text) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : text.apply(value);
            }

            @Override
            public T fromString(String typed) {
                // values are chosen, not typed
                throw new UnsupportedOperationException();
            }
        };
    }
}
