package studio.kintsugi.imaging;

/** How finely a file stores one sample. */
public enum BitDepth {
    EIGHT(8),
    SIXTEEN(16),
    /** 32-bit floating point, TIFF only. */
    FLOAT(32);

    private final int bits;

    BitDepth(int bits) {
        this.bits = bits;
    }

    public int bits() {
        return bits;
    }

    /** This, or the other where that is coarser. */
    public BitDepth atMost(BitDepth other) {
        return other.bits < bits ? other : this;
    }
}
