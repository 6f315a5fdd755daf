package studio.kintsugi.ui.picture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;

/** An open picture and its history. */
public final class Document {
    private final Path original;
    private final Picture opened;
    private final boolean made;
    private final List<Edit> edits = new ArrayList<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private int done;
    private Path savedTo;
    private Optional<Edit> savedEdit = Optional.empty();

    /**
     * @param original the file it came from, which is never written to
     */
    public Document(Path original, Picture opened) {
        this(original, opened, false);
    }

    private Document(Path original, Picture opened, boolean made) {
        this.original = original;
        this.opened = opened;
        this.made = made;
    }

    /**
     * A picture that was made here and is not in a file yet.
     *
     * @param name suggested file, beside the one it was made from
     */
    public static Document made(Path name, Picture picture) {
        return new Document(name, picture, true);
    }

    public Path original() {
        return original;
    }

    /** The file's name. */
    public String name() {
        return original.getFileName().toString();
    }

    /** Increases with every change. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** The current edit; empty where the picture is as it was opened. */
    public Optional<Edit> edit() {
        return done == 0 ? Optional.empty() : Optional.of(edits.get(done - 1));
    }

    /** The picture as it was opened. */
    public Picture opened() {
        return opened;
    }

    /** The steps applied, each with its current strength. */
    public List<Step> steps() {
        return edits.subList(0, done).stream().map(e -> e.step().with("strength", e.strength())).toList();
    }

    /** Adds an edit; undone edits are dropped. */
    public void add(Edit edit) {
        edits.subList(done, edits.size()).clear();
        edits.add(edit);
        done++;
        changed();
    }

    /** Changes how much of the last edit shows. */
    public void setStrength(double strength) {
        if (done > 0 && edits.get(done - 1).strength() != strength) {
            edits.set(done - 1, edits.get(done - 1).withStrength(strength));
            edits.subList(done, edits.size()).clear();
            changed();
        }
    }

    public boolean canUndo() {
        return done > 0;
    }

    public boolean canRedo() {
        return done < edits.size();
    }

    public void undo() {
        if (canUndo()) {
            done--;
            changed();
        }
    }

    public void redo() {
        if (canRedo()) {
            done++;
            changed();
        }
    }

    /** Where it was saved last, if at all. */
    public Optional<Path> savedTo() {
        return Optional.ofNullable(savedTo);
    }

    public void saved(Path file, Optional<Edit> edit) {
        savedTo = file;
        savedEdit = edit;
        changed();
    }

    public boolean isUnsaved() {
        return made && savedTo == null || done > 0 && !edit().equals(savedEdit);
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }
}
