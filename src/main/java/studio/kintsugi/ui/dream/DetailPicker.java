package studio.kintsugi.ui.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** How fine the grid of the dream is that is shown and saved; a progress bar while a finer one is drawn. */
final class DetailPicker extends HBox {
    /** Stands for the grid that was dreamt. */
    static final int AS_DREAMT = 0;

    /** Corners a side, in the order of the texts {@code viewport.details} after the first. */
    private static final List<Integer> SIDES = List.of(128, 160);
    private static final double BAR = 90;

    private final ComboBox<Integer> sides = Controls.describe(new ComboBox<>(), "detail",
            Texts.text("viewport.detail.hint"));
    private final ProgressBar bar = new ProgressBar(0);
    private final HBox progress;
    private final IntConsumer choose;
    private int shown;
    private boolean silent;

    /**
     * @param choose called with the corners a side that the user wants, or {@link #AS_DREAMT}
     * @param cancel called where they want to wait no longer
     */
    DetailPicker(IntConsumer choose, Runnable cancel) {
        super(6);
        this.choose = choose;
        setAlignment(Pos.CENTER_LEFT);
        Controls.show(sides, DetailPicker::name);
        bar.setId("detail-progress");
        bar.setPrefWidth(BAR);
        bar.accessibleTextProperty().bind(Texts.text("viewport.detail.progress"));
        Button stop = Controls.button("detail-cancel", Texts.text("cancel"), null,
                Texts.text("viewport.detail.cancel.hint"), cancel);
        stop.getStyleClass().add("small");
        progress = new HBox(6, bar, stop);
        progress.setAlignment(Pos.CENTER_LEFT);
        progress.managedProperty().bind(progress.visibleProperty());
        progress.setVisible(false);
        getChildren().addAll(Controls.labelFor(sides, Texts.text("viewport.detail")), sides, progress);
        offer(SIDES.getFirst());
        sides.valueProperty().addListener((o, was, now) -> chosen(now));
    }

    private static String name(int side) {
        return Texts.of("viewport.details").split("\\s*;\\s*")[1 + SIDES.indexOf(side)];
    }

    private void chosen(Integer side) {
        if (!silent && side != null) {
            choose.accept(side);
        }
    }

    /** Offers what is finer than a field that is shown as it was dreamt. */
    void offer(int ownSide) {
        List<Integer> finer = new ArrayList<>(SIDES.stream().filter(s -> s > ownSide).toList());
        finer.addFirst(AS_DREAMT);
        silent = true;
        if (!sides.getItems().equals(finer)) {
            sides.getItems().setAll(finer);
        }
        silent = false;
        show(AS_DREAMT);
    }

    /** Shows that a finer grid is drawn. */
    void working(double fraction) {
        bar.setProgress(fraction);
        progress.setVisible(true);
    }

    /** Shows how fine the field is that is on the screen now. */
    void show(int side) {
        shown = side;
        restore();
    }

    /** Shows again what is on the screen, where another was chosen and not drawn. */
    void restore() {
        progress.setVisible(false);
        silent = true;
        sides.setValue(shown);
        silent = false;
    }
}
