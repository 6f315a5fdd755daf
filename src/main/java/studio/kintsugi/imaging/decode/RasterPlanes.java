package studio.kintsugi.imaging.decode;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;

/** Collects strips that ImageIO has decoded into planes, taking samples as they are stored. */
public final class RasterPlanes {
    private static final int RGB_BANDS = 3;

    private final int width;
    private final float[][] planes;
    private final float[] alpha;
    private final boolean gray;
    private final BitDepth depth;
    private boolean converted;

    /** Planes for a picture whose strips will all look like {@code sample}. */
    RasterPlanes(int width, int height, BufferedImage sample) {
        this.width = width;
        ColorModel model = sample.getColorModel();
        boolean indexed = model instanceof IndexColorModel;
        gray = !indexed && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                || indexed && isGray((IndexColorModel) model);
        int size = width * height;
        float[] first = new float[size];
        planes = new float[][] {first, gray ? first : new float[size], gray ? first : new float[size]};
        alpha = model.hasAlpha() ? new float[size] : null;
        int type = sample.getRaster().getTransferType();
        depth = type == DataBuffer.TYPE_FLOAT || type == DataBuffer.TYPE_DOUBLE ? BitDepth.FLOAT
                : !indexed && model.getComponentSize(0) > 8 ? BitDepth.SIXTEEN : BitDepth.EIGHT;
    }

    private RasterPlanes(float[][] planes, float[] alpha, boolean gray, BitDepth depth) {
        width = planes[0].length;
        this.planes = planes;
        this.alpha = alpha;
        this.gray = gray;
        this.depth = depth;
    }

    /** Planes that are whole already. */
    public static RasterPlanes of(float[][] planes, float[] alpha, boolean gray, BitDepth depth) {
        return new RasterPlanes(planes, alpha, gray, depth);
    }

    /** The planes of a whole picture. */
    public static RasterPlanes of(BufferedImage image) {
        RasterPlanes planes = new RasterPlanes(image.getWidth(), image.getHeight(), image);
        planes.add(image, 0);
        return planes;
    }

    public float[][] planes() {
        return planes;
    }

    public float[] alpha() {
        return alpha;
    }

    public boolean gray() {
        return gray;
    }

    /** Whether colours came from another space (CMYK, Lab) and are sRGB now, whatever the file's profile is. */
    public boolean isConverted() {
        return converted;
    }

    public BitDepth depth() {
        return depth;
    }

    /** Takes a strip of the picture's full width whose first row is row {@code y0} of the picture. */
    void add(BufferedImage strip, int y0) {
        ColorModel model = strip.getColorModel();
        int type = model.getColorSpace().getType();
        if (model instanceof IndexColorModel index) {
            addIndexed(strip.getRaster(), index, y0);
        } else if (type == ColorSpace.TYPE_RGB || type == ColorSpace.TYPE_GRAY) {
            addDirect(strip, y0);
        } else {
            addConverted(strip, y0);
        }
    }

    /** Takes a strip of another colour space (CMYK, Lab), its opacity apart from the conversion. */
    private void addConverted(BufferedImage strip, int y0) {
        converted = true;
        int colors = strip.getColorModel().getNumColorComponents();
        Raster raster = strip.getRaster();
        if (alpha != null && raster.getNumBands() > colors) {
            addBand(raster, colors, alpha, y0);
        }
        BufferedImage rgb = new BufferedImage(strip.getWidth(), strip.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        new ColorConvertOp(null).filter(opaque(strip, colors), rgb);
        for (int c = 0; c < RGB_BANDS; c++) {
            addBand(rgb.getRaster(), c, planes[c], y0);
        }
    }

    /** The colours of a strip alone, divided by their opacity where they were multiplied by it. */
    private BufferedImage opaque(BufferedImage strip, int colors) {
        if (!strip.getColorModel().hasAlpha()) {
            return strip;
        }
        Raster raster = strip.getRaster();
        int top = (1 << raster.getSampleModel().getSampleSize(0)) - 1;
        ColorModel model = new ComponentColorModel(strip.getColorModel().getColorSpace(), false, false,
                Transparency.OPAQUE, raster.getTransferType());
        WritableRaster bare = model.createCompatibleWritableRaster(strip.getWidth(), strip.getHeight());
        int[] row = new int[width];
        int[] opacity = new int[width];
        for (int y = 0; y < strip.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, colors, opacity);
            for (int c = 0; c < colors; c++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, c, row);
                for (int x = 0; strip.isAlphaPremultiplied() && x < width; x++) {
                    row[x] = opacity[x] == 0 ? 0 : (int) Math.min(top, (long) row[x] * top / opacity[x]);
                }
                bare.setSamples(0, y, width, 1, c, row);
            }
        }
        return new BufferedImage(model, bare, false, null);
    }

    private void addDirect(BufferedImage strip, int y0) {
        Raster raster = strip.getRaster();
        int colors = gray ? 1 : RGB_BANDS;
        for (int c = 0; c < colors; c++) {
            addBand(raster, c, planes[c], y0);
        }
        if (alpha != null && raster.getNumBands() > colors) {
            addBand(raster, colors, alpha, y0);
            if (strip.isAlphaPremultiplied()) {
                unpremultiply(y0, strip.getHeight());
            }
        }
    }

    private void addBand(Raster raster, int band, float[] plane, int y0) {
        if (raster.getDataBuffer() instanceof DataBufferByte bytes && bytes.getNumBanks() == 1
                && raster.getSampleModel() instanceof PixelInterleavedSampleModel model
                && raster.getSampleModelTranslateX() == 0 && raster.getSampleModelTranslateY() == 0
                && model.getSampleSize(band) == 8) {
            byte[] data = bytes.getData();
            int step = model.getPixelStride();
            for (int y = 0; y < raster.getHeight(); y++) {
                int from = bytes.getOffset() + y * model.getScanlineStride() + model.getBandOffsets()[band];
                int to = (y0 + y) * width;
                for (int x = 0; x < width; x++, from += step) {
                    plane[to + x] = (data[from] & 0xff) * (1 / 255f);
                }
            }
            return;
        }
        boolean floating = depth == BitDepth.FLOAT;
        int bits = raster.getSampleModel().getSampleSize(band);
        // a mask without bits stores nothing
        double scale = floating ? 1 : bits == 0 ? 0 : 1 / (Math.pow(2, bits) - 1);
        long mask = (1L << bits) - 1;
        float[] floats = new float[floating ? width : 0];
        int[] ints = new int[floating ? 0 : width];
        for (int y = 0; y < raster.getHeight(); y++) {
            int to = (y0 + y) * width;
            if (floating) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, floats);
            } else {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, band, ints);
            }
            for (int x = 0; x < width; x++) {
                plane[to + x] = floating ? finite(floats[x]) : (float) ((ints[x] & mask) * scale);
            }
        }
    }

    /** Floats keep their range; what is no number becomes black, what is infinite the end of the usual range. */
    public static float finite(float value) {
        return Float.isFinite(value) ? value : value > 0 ? 1 : 0;
    }

    private void addIndexed(Raster raster, IndexColorModel model, int y0) {
        float[][] colors = new float[4][model.getMapSize()];
        for (int i = 0; i < model.getMapSize(); i++) {
            colors[0][i] = model.getRed(i) / 255f;
            colors[1][i] = model.getGreen(i) / 255f;
            colors[2][i] = model.getBlue(i) / 255f;
            colors[3][i] = model.getAlpha(i) / 255f;
        }
        int[] row = new int[width];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
            int to = (y0 + y) * width;
            for (int x = 0; x < width; x++) {
                int index = Math.min(row[x], model.getMapSize() - 1);
                for (int c = 0; c < Picture.CHANNELS; c++) {
                    planes[c][to + x] = colors[c][index];
                }
                if (alpha != null) {
                    alpha[to + x] = colors[3][index];
                }
            }
        }
    }

    private void unpremultiply(int y0, int rows) {
        for (int i = y0 * width; i < (y0 + rows) * width; i++) {
            float opacity = alpha[i];
            for (int c = 0; c < (gray ? 1 : RGB_BANDS); c++) {
                float value = opacity > 0 ? planes[c][i] / opacity : 0;
                planes[c][i] = depth == BitDepth.FLOAT ? finite(value) : Math.min(1, value);
            }
        }
    }

    private static boolean isGray(IndexColorModel model) {
        for (int i = 0; i < model.getMapSize(); i++) {
            if (model.getRed(i) != model.getGreen(i) || model.getGreen(i) != model.getBlue(i)) {
                return false;
            }
        }
        return true;
    }
}
