package studio.kintsugi.imaging;

import java.io.IOException;

/** The rows of another source with something about them changed. */
public abstract class ForwardingRows implements RowSource {
    private final RowSource source;
    private final PictureInfo info;

    /**
     * @param info takes the place of the source's
     */
    protected ForwardingRows(RowSource source, PictureInfo info) {
        this.source = source;
        this.info = info;
    }

    @Override
    public final int width() {
        return source.width();
    }

    @Override
    public final int height() {
        return source.height();
    }

    @Override
    public final PictureInfo info() {
        return info;
    }

    @Override
    public final boolean hasAlpha() {
        return source.hasAlpha();
    }

    @Override
    public final boolean isGray() {
        return source.isGray();
    }

    @Override
    public void row(int y, float[][] into) throws IOException {
        source.row(y, into);
    }
}
