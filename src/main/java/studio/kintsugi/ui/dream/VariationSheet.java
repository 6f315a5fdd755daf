package studio.kintsugi.ui.dream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** Sketches of several seeds side by side: each can be viewed or continued. */
final class VariationSheet extends VBox {
    /** Side of a picture, in pixels. */
    static final int SIDE = 190;

    private static final int COLUMNS = 2;
    private static final int GAP = 14;

    private final TilePane tiles = new TilePane(GAP, GAP);
    private final List<Cell> cells = new ArrayList<>();
    private final Consumer<DreamRun.Result> show;
    private final Consumer<DreamRun.Result> resume;

    /** The sketch of one seed. */
    private final class Cell extends VBox {
        private final ImageView picture = new ImageView();
        private final Label caption = Controls.text("", "text-muted");
        private final Button seen;
        private final Button chosen;
        private DreamRun.Result result;

        Cell(int index, long seed) {
            super(6);
            getStyleClass().add("variation");
            StackPane ground = new StackPane(picture);
            ground.getStyleClass().add("variation-picture");
            ground.setMinSize(SIDE, SIDE);
            Texts.say(caption, "dream.variation.waiting", seed);
            seen = Controls.button("variation-look-" + index, Texts.text("dream.variation.look"), null,
                    Texts.text("dream.variation.look.hint", seed), () -> show.accept(result));
            chosen = Controls.button("variation-" + index, Texts.text("dream.variation.go"), null,
                    Texts.text("dream.variation.go.hint", seed), () -> resume.accept(result));
            chosen.getStyleClass().add("accent");
            seen.setDisable(true);
            chosen.setDisable(true);
            HBox row = new HBox(6, seen, chosen);
            row.setAlignment(Pos.CENTER);
            setAlignment(Pos.TOP_CENTER);
            getChildren().addAll(ground, caption, row);
        }

        void done(DreamRun.Result sketch, Image image) {
            result = sketch;
            picture.setImage(image);
            Texts.say(caption, "dream.variation", sketch.request().seed(), sketch.score());
            seen.setDisable(false);
            chosen.setDisable(false);
        }
    }

    /**
     * @param show receives the sketch to view
     * @param resume receives the sketch to continue
     * @param close called to return to the viewport
     */
    VariationSheet(String prompt, long seed, int count, Consumer<DreamRun.Result> show,
            Consumer<DreamRun.Result> resume,
            Runnable close) {
        super(10);
        this.show = show;
        this.resume = resume;
        setId("variations");
        getStyleClass().add("variations");
        Label title = Texts.say(new Label(), "dream.variations", prompt.replaceAll("\\s+", " "));
        title.getStyleClass().add("title-4");
        title.setMinWidth(0);
        HBox head = new HBox(8, title, Controls.gap(),
                Controls.iconButton("variations-close", "fth-x", Texts.text("dream.variations.close"), close));
        head.setAlignment(Pos.CENTER_LEFT);
        for (int i = 0; i < count; i++) {
            Cell cell = new Cell(i, seed + i);
            cells.add(cell);
            tiles.getChildren().add(cell);
        }
        tiles.setAlignment(Pos.CENTER);
        tiles.setPrefColumns(COLUMNS);
        tiles.setMaxWidth(COLUMNS * (SIDE + 2 * GAP));
        ScrollPane scroll = new ScrollPane(new StackPane(tiles));
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
    }

    /** Shows an unfinished sketch. */
    void show(int index, Image image) {
        cells.get(index).picture.setImage(image);
    }

    /** Shows a finished sketch and lets it be continued. */
    void done(int index, DreamRun.Result sketch, Image image) {
        cells.get(index).done(sketch, image);
    }
}
