package studio.kintsugi.imaging.color;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferUShort;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.ForwardingRows;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.SampleQuantizer;

/**
 * The rows of a picture, converted to sRGB by the platform's colour engine at 16 bits. Values beyond 0–1 are clamped.
 */
public final class SrgbRows extends ForwardingRows {
    private static final int MAX = 65_535;

    private final ColorConvertOp engine;
    private final WritableRaster from;
    private final WritableRaster to;

    private SrgbRows(RowSource source, byte[] icc) {
        super(source, inSrgb(source.info()));
        engine = new ColorConvertOp(new ICC_Profile[] {ICC_Profile.getInstance(icc),
            ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
        from = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, source.width(), 1, Picture.CHANNELS, null);
        to = from.createCompatibleWritableRaster();
    }

    private static PictureInfo inSrgb(PictureInfo was) {
        return new PictureInfo(was.depth(), was.gray(), ColorProfile.SRGB, was.metadata(), was.notes());
    }

    /** The source itself where it is sRGB already. */
    public static RowSource of(RowSource source) {
        return source.info().profile().icc().<RowSource>map(icc -> new SrgbRows(source, icc)).orElse(source);
    }

    @Override
    public void row(int y, float[][] into) throws IOException {
        super.row(y, into);
        short[] in = ((DataBufferUShort) from.getDataBuffer()).getData();
        short[] out = ((DataBufferUShort) to.getDataBuffer()).getData();
        for (int c = 0; c < Picture.CHANNELS; c++) {
            for (int x = 0, i = c; x < width(); x++, i += Picture.CHANNELS) {
                in[i] = (short) SampleQuantizer.quantize(into[c][x], MAX);
            }
        }
        engine.filter(from, to);
        for (int c = 0; c < Picture.CHANNELS; c++) {
            for (int x = 0, i = c; x < width(); x++, i += Picture.CHANNELS) {
                into[c][x] = (out[i] & MAX) / (float) MAX;
            }
        }
    }
}
