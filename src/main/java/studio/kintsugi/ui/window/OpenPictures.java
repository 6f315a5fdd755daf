package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.ui.picture.Document;

/** The pictures that are open, in the order of the film strip, and which of them is in front. */
final class OpenPictures {
    private final FilmStrip strip;
    private final Runnable changed;
    private final List<Document> documents = new ArrayList<>();
    private Document current;

    /**
     * @param changed called when another picture is in front, or the one in front has changed
     */
    OpenPictures(FilmStrip strip, Runnable changed) {
        this.strip = strip;
        this.changed = changed;
    }

    /** The picture in front. */
    Optional<Document> current() {
        return Optional.ofNullable(current);
    }

    boolean isInFront(Document document) {
        return document == current;
    }

    boolean anyUnsaved() {
        return documents.stream().anyMatch(Document::isUnsaved);
    }

    /** The files they came from. */
    List<Path> originals() {
        return documents.stream().map(Document::original).toList();
    }

    /** Adds a picture, in front. */
    void add(Document document) {
        documents.add(document);
        strip.add(document);
        document.revisionProperty().addListener(o -> {
            if (document == current) {
                changed.run();
            }
        });
        select(document);
    }

    void select(Document document) {
        current = document;
        strip.select(document);
        changed.run();
    }

    /** Brings the picture that many places further to the front, wrapping round at the end. */
    void step(int by) {
        if (current != null) {
            select(documents.get(Math.floorMod(documents.indexOf(current) + by, documents.size())));
        }
    }

    /** Removes a picture; if it was in front, its neighbour takes its place. */
    void remove(Document document) {
        int place = documents.indexOf(document);
        documents.remove(document);
        strip.remove(document);
        if (document == current) {
            current = null;
            if (documents.isEmpty()) {
                changed.run();
            } else {
                select(documents.get(Math.min(place, documents.size() - 1)));
            }
        }
    }
}
