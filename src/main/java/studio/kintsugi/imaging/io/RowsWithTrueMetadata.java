package studio.kintsugi.imaging.io;

import studio.kintsugi.imaging.ForwardingRows;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.metadata.MetadataClaims;

/** The rows of a picture with metadata that is true of them. */
final class RowsWithTrueMetadata extends ForwardingRows {
    /**
     * @param all whether everything attached is kept, or the resolution alone
     */
    RowsWithTrueMetadata(RowSource source, boolean all) {
        super(source, trueInfo(source, all));
    }

    private static PictureInfo trueInfo(RowSource source, boolean all) {
        Metadata metadata = source.info().metadata();
        return source.info().withMetadata(all
                ? MetadataClaims.written(metadata, source.width(), source.height())
                : Metadata.NONE.withResolution(metadata.resolution().orElse(null)));
    }
}
