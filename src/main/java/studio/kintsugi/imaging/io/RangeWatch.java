package studio.kintsugi.imaging.io;

import java.io.IOException;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ForwardingRows;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.RowSource;

/** Rows of which it is remembered whether any value of a float picture lay beyond 0–1. */
final class RangeWatch extends ForwardingRows {
    /** Less than half a step of 16 bits, which rounding takes care of. */
    private static final float TOLERANCE = 0.4f / 65535;

    private final boolean floating;
    private boolean beyond;

    RangeWatch(RowSource source) {
        super(source, source.info());
        floating = source.info().depth() == BitDepth.FLOAT;
    }

    boolean isBeyond() {
        return beyond;
    }

    @Override
    public void row(int y, float[][] into) throws IOException {
        super.row(y, into);
        for (int c = 0; c < Picture.CHANNELS && floating && !beyond; c++) {
            for (int x = 0; x < width(); x++) {
                beyond |= into[c][x] < -TOLERANCE || into[c][x] > 1 + TOLERANCE;
            }
        }
    }
}
