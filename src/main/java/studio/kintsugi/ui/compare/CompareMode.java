package studio.kintsugi.ui.compare;

/** How before and after are arranged. */
public enum CompareMode {
    SPLIT,
    SIDE_BY_SIDE;

    /** The next mode. */
    public CompareMode next() {
        return this == SPLIT ? SIDE_BY_SIDE : SPLIT;
    }
}
