package studio.kintsugi.imaging.jpeg;

import java.awt.Point;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.IntStream;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.RowSource;
import studio.kintsugi.imaging.SampleQuantizer;

/**
 * The samples of a picture in 8 bits, of which one row is held at a time, so that an encoder that goes down a picture
 * needs no copy of the whole. Alpha is laid over white.
 */
final class RowBuffer extends DataBuffer {
    private final RowSource picture;
    private final int colors;
    private final float[][] row;
    private final byte[] samples;
    /** Index of the first sample of the row that is held; negative before the first. */
    private int begin;

    private RowBuffer(RowSource picture, int colors) {
        super(TYPE_BYTE, Math.multiplyExact(Math.multiplyExact(picture.width(), picture.height()), colors));
        this.picture = picture;
        this.colors = colors;
        row = new float[Picture.CHANNELS + (picture.hasAlpha() ? 1 : 0)][picture.width()];
        samples = new byte[picture.width() * colors];
        begin = -samples.length;
    }

    /** A picture as an image that is to be read once, from above. */
    static BufferedImage image(RowSource picture) {
        int colors = picture.isGray() ? 1 : Picture.CHANNELS;
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(colors == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB), false, false,
                Transparency.OPAQUE, TYPE_BYTE);
        int width = picture.width();
        PixelInterleavedSampleModel order = new PixelInterleavedSampleModel(TYPE_BYTE, width, picture.height(), colors,
                width * colors, IntStream.range(0, colors).toArray());
        return new BufferedImage(model,
                Raster.createWritableRaster(order, new RowBuffer(picture, colors), new Point()), false, null);
    }

    /**
     * @throws UncheckedIOException where the picture's row can't be had
     */
    @Override
    public int getElem(int bank, int i) {
        if (i < begin || i - begin >= samples.length) {
            try {
                load(i / samples.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return samples[i - begin] & 0xff;
    }

    private void load(int y) throws IOException {
        picture.row(y, row);
        float[] alpha = picture.hasAlpha() ? row[Picture.CHANNELS] : null;
        for (int c = 0; c < colors; c++) {
            for (int x = 0; x < row[c].length; x++) {
                float value = alpha == null ? row[c][x] : 1 + alpha[x] * (row[c][x] - 1);
                samples[x * colors + c] = (byte) SampleQuantizer.quantize(value, 255);
            }
        }
        begin = y * samples.length;
    }

    @Override
    public void setElem(int bank, int i, int value) {
        throw new UnsupportedOperationException("a picture that is written is not changed");
    }
}
