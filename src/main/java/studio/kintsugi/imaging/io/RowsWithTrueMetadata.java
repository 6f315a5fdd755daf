package studio.kintsugi.imaging.io;

import java.io.IOException;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.metadata.MetadataClaims;

/** The rows of a picture with metadata that is true of them. */
final class RowsWithTrueMetadata implements RowSource {
    private final RowSource source;
    private final PictureInfo info;

    /**
     * @param all whether everything attached is kept, or the resolution alone
     */
    RowsWithTrueMetadata(RowSource source, boolean all) {
        this.source = source;
        Metadata metadata = source.info().metadata();
        info = source.info().withMetadata(all
                ? MetadataClaims.written(metadata, source.width(), source.height())
                : Metadata.NONE.withResolution(metadata.resolution().orElse(null)));
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public int height() {
        return source.height();
    }

    @Override
    public PictureInfo info() {
        return info;
    }

    @Override
    public boolean hasAlpha() {
        return source.hasAlpha();
    }

    @Override
    public boolean isGray() {
        return source.isGray();
    }

    @Override
    public void row(int y, float[][] into) throws IOException {
        source.row(y, into);
    }
}
