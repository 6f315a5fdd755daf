package studio.kintsugi.ui.dream;

import java.util.concurrent.ThreadLocalRandom;
import javafx.scene.control.Button;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** The seed: digits only, and a button that draws a random one. */
final class SeedBox extends HBox {
    private static final int LARGEST = 999_999_999;
    private static final int DRAWN = 10_000;

    private final Spinner<Integer> seed = Controls.describe(new Spinner<>(), "seed", Texts.text("dream.seed.hint"));

    SeedBox() {
        super(8);
        SpinnerValueFactory.IntegerSpinnerValueFactory values =
                new SpinnerValueFactory.IntegerSpinnerValueFactory(0, LARGEST, 1);
        values.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer value) {
                return value == null ? "" : value.toString();
            }

            @Override
            public Integer fromString(String text) {
                return text.isBlank() ? values.getValue() : Integer.valueOf(text.strip());
            }
        });
        seed.setValueFactory(values);
        seed.setEditable(true);
        seed.setPrefWidth(120);
        seed.getEditor().setTextFormatter(new TextFormatter<>(c ->
                c.getControlNewText().matches("\\d{0,9}") ? c : null));
        Button chance = Controls.iconButton("dream-chance", "fth-shuffle", Texts.text("dream.chance.hint"),
                () -> use(ThreadLocalRandom.current().nextInt(DRAWN)));
        getChildren().addAll(seed, chance);
    }

    /** The control that the label is for. */
    Spinner<Integer> control() {
        return seed;
    }

    /** The seed as typed, committed or not. */
    int value() {
        seed.commitValue();
        return seed.getValue();
    }

    void use(long value) {
        seed.getValueFactory().setValue((int) Math.min(LARGEST, value));
    }
}
