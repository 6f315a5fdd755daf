package studio.kintsugi.service.restoration;

import java.io.IOException;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.RowSource;

/**
 * The result of a step whose rows are made as they are read, one band of tiles at a time, so that a picture of any
 * size can be saved. For one reader on the lane's thread.
 */
final class StreamedPicture implements RowSource {
    private final Picture input;
    private final int scale;
    private final int bandHeight;
    private final Maker maker;
    private Picture band;
    private int bandTop;

    /**
     * @param bandHeight rows of {@code input} in a band
     * @param maker makes the band of the result that a band of {@code input} becomes
     */
    StreamedPicture(Picture input, int scale, int bandHeight, Maker maker) {
        this.input = input;
        this.scale = scale;
        this.bandHeight = bandHeight;
        this.maker = maker;
    }

    /** Makes bands. */
    interface Maker {
        Picture make(Region rows) throws KintsugiException;
    }

    @Override
    public int width() {
        return Math.multiplyExact(input.width(), scale);
    }

    @Override
    public int height() {
        return Math.multiplyExact(input.height(), scale);
    }

    @Override
    public PictureInfo info() {
        return input.info();
    }

    @Override
    public boolean hasAlpha() {
        return input.hasAlpha();
    }

    @Override
    public void row(int y, float[][] into) throws IOException {
        if (band == null || y >= bandTop + band.height()) {
            int top = y / (bandHeight * scale) * bandHeight;
            try {
                band = null;
                band = maker.make(new Region(0, top, input.width(), bandHeight).intersect(input.bounds()));
            } catch (KintsugiException e) {
                throw new IOException(e.getMessage(), e);
            }
            bandTop = top * scale;
        }
        band.row(y - bandTop, into);
    }
}
