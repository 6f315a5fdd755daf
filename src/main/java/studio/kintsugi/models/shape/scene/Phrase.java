package studio.kintsugi.models.shape.scene;

import java.util.List;
import java.util.Optional;
import studio.kintsugi.models.shape.look.Look;

/**
 * Something that a sentence names.
 *
 * @param kind of thing, empty where none is known
 * @param part the word that it ends with, in case that is a part of another thing
 * @param look that its adjectives give it
 * @param stretch along x, y and z
 * @param count of things
 * @param unknown words that say nothing here
 */
record Phrase(Optional<String> kind, String part, Look look, float[] stretch, int count, List<String> unknown) {
    /** The same of another kind. */
    Phrase of(String other) {
        return new Phrase(Optional.of(other), part, look, stretch, count, unknown);
    }

    /** The same of several things. */
    Phrase counted(int things) {
        return new Phrase(kind, part, look, stretch, things, unknown);
    }
}
