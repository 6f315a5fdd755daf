package studio.kintsugi.models.registry;

import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.CheckpointException;

/** A checkpoint looks like a network Kintsugi knows, and is not quite. */
public final class NearMissException extends CheckpointException {
    private static final long serialVersionUID = 1L;

    private final transient Recognition nearest;

    public NearMissException(Recognition nearest) {
        super(Sentence.of("This looks like %s, but %s: the file may be cut, or of a variant Kintsugi does not know.",
                nearest.title(), nearest.complaint()));
        this.nearest = nearest;
    }

    /** The network it came nearest to, with every tensor that differs. */
    public Recognition nearest() {
        return nearest;
    }
}
