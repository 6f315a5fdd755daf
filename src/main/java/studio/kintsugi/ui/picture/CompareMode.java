package studio.kintsugi.ui.picture;

/** How before and after share the frame. */
public enum CompareMode {
    SPLIT,
    SIDE_BY_SIDE;

    /** The other one. */
    public CompareMode next() {
        return this == SPLIT ? SIDE_BY_SIDE : SPLIT;
    }
}
