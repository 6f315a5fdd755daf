package studio.kintsugi.models.registry;

import studio.kintsugi.checkpoint.CheckpointException;

/** A checkpoint looks like a network Kintsugi knows, and is not quite. */
public final class NearMissException extends CheckpointException {
    private static final long serialVersionUID = 1L;

    private final transient Recognition nearest;

    public NearMissException(Recognition nearest) {
        super("This looks like " + nearest.title() + ", but " + nearest.complaint()
                + ": the file may be cut, or of a variant Kintsugi does not know.");
        this.nearest = nearest;
    }

    /** The network it came nearest to, with every tensor that differs. */
    public Recognition nearest() {
        return nearest;
    }
}
