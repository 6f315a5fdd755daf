package studio.kintsugi.ui.strip;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Orientation;
import javafx.scene.control.ListView;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.skin.VirtualFlow;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.picture.Document;

/**
 * Thumbnails of the open pictures. A click or an arrow key brings one to the front; Shift, Ctrl and Ctrl+A select
 * several, of which the one chosen last is in front. Only the frames on screen have nodes.
 */
public final class FilmStrip extends ListView<Document> {
    private final ObservableList<Document> documents = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Document> front = new ReadOnlyObjectWrapper<>();
    private final Thumbnails thumbnails;
    private boolean changing;

    /**
     * @param background makes thumbnails
     */
    public FilmStrip(StripActions actions, Executor background) {
        setItems(documents);
        setId("film-strip");
        accessibleTextProperty().bind(Texts.text("film.strip"));
        getStyleClass().add("film-strip");
        setOrientation(Orientation.HORIZONTAL);
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        thumbnails = new Thumbnails(background, FrameCell.IMAGE_WIDTH, FrameCell.IMAGE_HEIGHT);
        setCellFactory(list -> new FrameCell(thumbnails, front, document -> actions.close(List.of(document))));
        setContextMenu(new StripMenu(this, actions));
        getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!changing) {
                selectionChanged(is);
            }
        });
        showIfAny();
    }

    /** The picture that is in front; null where none is open. */
    public ReadOnlyObjectProperty<Document> frontProperty() {
        return front.getReadOnlyProperty();
    }

    /** The selected pictures in the order of the strip, the one in front among them. */
    public List<Document> selected() {
        return documents.stream().filter(getSelectionModel().getSelectedItems()::contains).toList();
    }

    /** Selects all pictures; the one in front stays there. */
    public void selectAll() {
        change(selection -> selection.selectAll());
    }

    /** The pictures, in order. */
    List<Document> documents() {
        return documents;
    }

    void add(Document document) {
        // made now, since the document may let go of its pixels before the frame is on the screen
        thumbnails.of(document);
        change(selection -> documents.add(document));
        showIfAny();
    }

    /** Removes pictures; where the one in front is among them, its neighbour takes its place. */
    void remove(List<Document> closed) {
        int place = documents.indexOf(front.get());
        int before = (int) documents.subList(0, Math.max(0, place)).stream().filter(closed::contains).count();
        change(selection -> {
            selection.clearSelection();
            documents.removeAll(closed);
        });
        showIfAny();
        if (documents.contains(front.get())) {
            select(front.get());
        } else {
            select(documents.isEmpty() ? null : documents.get(Math.min(place - before, documents.size() - 1)));
        }
    }

    /** Brings a picture to the front, and selects it alone. */
    void select(Document document) {
        change(selection -> {
            if (document == null) {
                selection.clearSelection();
            } else {
                selection.clearAndSelect(documents.indexOf(document));
            }
        });
        front.set(document);
        reveal(document);
    }

    /** Moves the selected pictures by one place, as far as there is room. */
    void moveSelected(int by) {
        List<Document> moved = selected();
        Document inFront = front.get();
        change(selection -> {
            for (Document document : by < 0 ? moved : moved.reversed()) {
                int from = documents.indexOf(document);
                int to = from + by;
                if (to >= 0 && to < documents.size() && !moved.contains(documents.get(to))) {
                    documents.remove(from);
                    documents.add(to, document);
                }
            }
            selection.clearSelection();
            moved.forEach(selection::select);
            selection.select(inFront);
        });
        reveal(inFront);
    }

    private void change(Consumer<MultipleSelectionModel<Document>> action) {
        changing = true;
        action.accept(getSelectionModel());
        changing = false;
    }

    private void selectionChanged(Document chosen) {
        if (chosen != null) {
            front.set(chosen);
        } else {
            // a selection is emptied for a moment while another one is made; what is in front is always selected
            Platform.runLater(() -> {
                if (getSelectionModel().isEmpty() && front.get() != null) {
                    change(selection -> selection.select(front.get()));
                }
            });
        }
    }

    /** Scrolls as little as needed for a frame to lie wholly inside. */
    private void reveal(Document document) {
        applyCss();
        layout();
        if (document != null && lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            flow.scrollTo(documents.indexOf(document));
        }
    }

    private void showIfAny() {
        setVisible(!documents.isEmpty());
        setManaged(!documents.isEmpty());
    }
}
