package studio.kintsugi.ui.strip;

import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;

/** One frame of the film strip: thumbnail, name, and a button that closes the picture. */
final class FrameCell extends ListCell<Document> {
    static final double WIDTH = 122;
    static final double IMAGE_WIDTH = 108;
    static final double IMAGE_HEIGHT = 60;

    private static final PseudoClass FRONT = PseudoClass.getPseudoClass("front");

    private final Thumbnails thumbnails;
    private final ObservableValue<Document> front;
    private final ImageView view = new ImageView();
    private final Label name = new Label();
    private final Button close;
    private final VBox frame;
    // held here, since what they listen to lives longer than the cell
    private final InvalidationListener update = o -> describe();
    private final WeakInvalidationListener whenChanged = new WeakInvalidationListener(update);

    FrameCell(Thumbnails thumbnails, ObservableValue<Document> front, Consumer<Document> onClose) {
        this.thumbnails = thumbnails;
        this.front = front;
        view.setFitWidth(IMAGE_WIDTH);
        view.setFitHeight(IMAGE_HEIGHT);
        view.setPreserveRatio(true);
        close = Controls.iconButton("frame-close", "fth-x", Texts.text("film.close.hint", ""),
                () -> onClose.accept(getItem()));
        close.getStyleClass().addAll("small", "frame-close");
        close.setFocusTraversable(false);
        StackPane.setAlignment(close, Pos.TOP_RIGHT);
        StackPane mount = new StackPane(view, close);
        mount.setMinSize(IMAGE_WIDTH, IMAGE_HEIGHT);
        mount.setMaxSize(IMAGE_WIDTH, IMAGE_HEIGHT);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMnemonicParsing(false);
        name.setMaxWidth(IMAGE_WIDTH);
        name.setAlignment(Pos.CENTER);
        frame = new VBox(mount, name);
        frame.setAlignment(Pos.CENTER);
        setPrefWidth(WIDTH);
        getStyleClass().add("frame");
        front.addListener(whenChanged);
    }

    @Override
    protected void updateItem(Document document, boolean empty) {
        if (getItem() != null) {
            getItem().revisionProperty().removeListener(whenChanged);
        }
        super.updateItem(document, empty);
        view.imageProperty().unbind();
        if (empty) {
            setGraphic(null);
            setId(null);
            setTooltip(null);
        } else {
            view.imageProperty().bind(thumbnails.of(document));
            document.revisionProperty().addListener(whenChanged);
            setGraphic(frame);
            setTooltip(new Tooltip(Texts.of("film.frame.hint", document.original())));
        }
        describe();
    }

    private void describe() {
        Document document = getItem();
        boolean inFront = document != null && document == front.getValue();
        pseudoClassStateChanged(FRONT, inFront);
        if (document != null) {
            String shown = document.isUnsaved() ? Texts.of("unsaved", document.name()) : document.name();
            name.setText(shown);
            setId("frame-" + (getIndex() + 1));
            Controls.describe(close, "frame-close-" + (getIndex() + 1),
                    Texts.text("film.close.hint", document.name()));
            boolean unsaved = document.isUnsaved();
            accessibleTextProperty().bind(Texts.text(() -> unsaved ? Texts.of("film.frame.unsaved", document.name())
                    : document.name()));
        }
    }
}
