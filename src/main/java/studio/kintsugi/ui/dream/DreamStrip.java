package studio.kintsugi.ui.dream;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import studio.kintsugi.service.dream.DreamGallery;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;

/** A row of saved dreams. */
final class DreamStrip extends ScrollPane {
    private static final double THUMBNAIL = 72;
    private static final int MOST_LETTERS = 120;

    private final HBox row = new HBox(8);
    private final Consumer<DreamGallery.Entry> open;
    private final Consumer<DreamGallery.Entry> resume;

    /**
     * @param open receives the dream to show
     * @param resume receives the dream to continue
     */
    DreamStrip(Consumer<DreamGallery.Entry> open, Consumer<DreamGallery.Entry> resume) {
        this.open = open;
        this.resume = resume;
        row.setId("dream-gallery");
        row.getStyleClass().add("film-strip");
        setContent(row);
        setFitToHeight(true);
        setFitToWidth(true);
        setVbarPolicy(ScrollBarPolicy.NEVER);
        setMinHeight(THUMBNAIL + 28);
        visibleProperty().bind(Bindings.isNotEmpty(row.getChildren()));
        managedProperty().bind(visibleProperty());
    }

    void show(List<DreamGallery.Entry> entries) {
        row.getChildren().clear();
        for (int i = 0; i < entries.size(); i++) {
            DreamGallery.Entry entry = entries.get(i);
            Button button = Controls.button("dream-kept-" + i, null, null,
                    Texts.of("dream.kept", shortened(entry.prompt())), () -> open.accept(entry));
            button.setGraphic(new ImageView(
                    new Image(entry.still().toUri().toString(), THUMBNAIL, THUMBNAIL, true, true, true)));
            button.getStyleClass().add("flat");
            MenuItem further = new MenuItem(Texts.of("dream.further"));
            further.setId("dream-further-" + i);
            further.setOnAction(e -> resume.accept(entry));
            button.setContextMenu(new ContextMenu(further));
            row.getChildren().add(button);
        }
    }

    private static String shortened(String prompt) {
        return prompt.length() <= MOST_LETTERS ? prompt : prompt.substring(0, MOST_LETTERS) + "…";
    }
}
