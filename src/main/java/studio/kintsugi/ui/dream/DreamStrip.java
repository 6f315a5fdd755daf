package studio.kintsugi.ui.dream;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.dream.DreamGallery;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** The dreams that were kept, with their names; found by words, shown, continued and deleted. Hidden without any. */
final class DreamStrip extends VBox {
    private static final double THUMBNAIL = 72;
    private static final double WIDTH = 104;
    private static final int MOST_LETTERS = 120;

    private final HBox row = new HBox(4);
    private final TextField search = Controls.describe(new TextField(), "dream-search",
            Texts.text("dream.search.hint"));
    private final Actions actions;
    private List<DreamGallery.Entry> entries = List.of();

    /** What can be done with a dream. */
    interface Actions {
        void open(DreamGallery.Entry dream);

        void resume(DreamGallery.Entry dream);

        void delete(DreamGallery.Entry dream);

        void openFolder(DreamGallery.Entry dream);

        /** Opens the folder of all of them. */
        void openGallery();
    }

    DreamStrip(Actions actions) {
        super(4);
        this.actions = actions;
        getStyleClass().add("dream-strip");
        row.setId("dream-gallery");
        search.promptTextProperty().bind(Texts.text("dream.search"));
        search.textProperty().addListener(o -> fill());
        Button folder = Controls.button("dream-folder", Texts.text("dream.folder"), "fth-folder",
                Texts.text("dream.folder.hint"), actions::openGallery);
        folder.getStyleClass().addAll("flat", "small");
        HBox head = new HBox(8, search, Controls.gap(), folder);
        head.setAlignment(Pos.CENTER_LEFT);
        ScrollPane scroll = new ScrollPane(row);
        scroll.setFitToHeight(true);
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinHeight(THUMBNAIL + 56);
        scroll.getStyleClass().add("settings-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void show(List<DreamGallery.Entry> kept) {
        entries = List.copyOf(kept);
        setVisible(!entries.isEmpty());
        fill();
    }

    private void fill() {
        row.getChildren().clear();
        String words = search.getText().strip().toLowerCase(Locale.ROOT);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).prompt().toLowerCase(Locale.ROOT).contains(words)) {
                row.getChildren().add(frame(i, entries.get(i)));
            }
        }
    }

    private Button frame(int place, DreamGallery.Entry dream) {
        Button button = Controls.button("dream-kept-" + place, Texts.plain(dream.prompt()), null,
                Texts.text("dream.kept", shortened(dream.prompt())), () -> actions.open(dream));
        button.setGraphic(new ImageView(
                new Image(dream.still().toUri().toString(), THUMBNAIL, THUMBNAIL, true, true, true)));
        button.setContentDisplay(ContentDisplay.TOP);
        button.setMnemonicParsing(false);
        button.setMinWidth(WIDTH);
        button.setMaxWidth(WIDTH);
        button.getStyleClass().addAll("flat", "name", "small");
        button.setContextMenu(new ContextMenu(
                item("dream-further-" + place, "dream.further", () -> actions.resume(dream)),
                item("dream-open-folder-" + place, "dream.entry.folder", () -> actions.openFolder(dream)),
                item("dream-delete-" + place, "dream.delete", () -> actions.delete(dream))));
        return button;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem();
        item.textProperty().bind(Texts.text(text));
        item.setId(id);
        item.setOnAction(e -> action.run());
        return item;
    }

    private static String shortened(String prompt) {
        return prompt.length() <= MOST_LETTERS ? prompt : prompt.substring(0, MOST_LETTERS) + "…";
    }
}
