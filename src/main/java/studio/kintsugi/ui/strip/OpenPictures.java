package studio.kintsugi.ui.strip;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import studio.kintsugi.ui.picture.Document;

/** The pictures that are open, in the order of the film strip, and which of them is in front. */
public final class OpenPictures {
    private final FilmStrip strip;
    private final Runnable changed;

    /**
     * @param changed called when another picture is in front, or the one in front has changed
     */
    public OpenPictures(FilmStrip strip, Runnable changed) {
        this.strip = strip;
        this.changed = changed;
        strip.frontProperty().addListener(o -> changed.run());
        strip.getSelectionModel().getSelectedItems().addListener((InvalidationListener) o -> changed.run());
    }

    /** The picture in front. */
    public Optional<Document> current() {
        return Optional.ofNullable(strip.frontProperty().get());
    }

    /** Passes on each picture that comes to the front. */
    public void whenInFront(Consumer<Document> shown) {
        strip.frontProperty().addListener((o, was, front) -> {
            if (front != null) {
                shown.accept(front);
            }
        });
    }

    public boolean isInFront(Document document) {
        return document == strip.frontProperty().get();
    }

    /** All pictures, in the order of the strip. */
    public List<Document> all() {
        return List.copyOf(strip.documents());
    }

    /** The selected pictures, in the order of the strip, the one in front among them. */
    public List<Document> selected() {
        return strip.selected();
    }

    /** The files they came from. */
    public List<Path> originals() {
        return strip.documents().stream().map(Document::original).toList();
    }

    /** Adds a picture, in front. */
    public void add(Document document) {
        document.revisionProperty().addListener(o -> {
            if (isInFront(document)) {
                changed.run();
            }
        });
        strip.add(document);
        select(document);
    }

    /** Brings a picture to the front, and selects it alone. */
    public void select(Document document) {
        strip.select(document);
    }

    /** Brings the picture that many places further to the front, wrapping round at the end. */
    public void step(int by) {
        current().ifPresent(document -> {
            List<Document> all = strip.documents();
            select(all.get(Math.floorMod(all.indexOf(document) + by, all.size())));
        });
    }

    /** Removes pictures; if one was in front, its neighbour takes its place. */
    public void remove(List<Document> documents) {
        strip.remove(documents);
    }
}
