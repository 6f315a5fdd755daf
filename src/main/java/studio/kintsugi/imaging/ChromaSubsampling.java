package studio.kintsugi.imaging;

/** How coarsely a JPEG keeps colour beside brightness. */
public enum ChromaSubsampling {
    /** As finely: 4:4:4. */
    NONE("4:4:4", 1, 1),
    /** Half as finely from left to right: 4:2:2. */
    HORIZONTAL("4:2:2", 2, 1),
    /** Half as finely in both directions: 4:2:0, as most cameras and web pages have it. */
    BOTH("4:2:0", 2, 2);

    private final String notation;
    private final int columns;
    private final int rows;

    ChromaSubsampling(String notation, int columns, int rows) {
        this.notation = notation;
        this.columns = columns;
        this.rows = rows;
    }

    /** As photographers write it. */
    public String notation() {
        return notation;
    }

    /** Columns of pixels that share one sample of colour. */
    public int columns() {
        return columns;
    }

    /** Rows of pixels that share one sample of colour. */
    public int rows() {
        return rows;
    }
}
