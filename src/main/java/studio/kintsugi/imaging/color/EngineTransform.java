package studio.kintsugi.imaging.color;

import java.awt.Transparency;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.WritableRaster;
import studio.kintsugi.imaging.SampleQuantizer;

/** From any RGB profile, as one of tables, to sRGB by the platform's colour engine at eight bits. */
public final class EngineTransform implements DisplayTransform {
    private final ColorModel model;

    public EngineTransform(byte[] icc) {
        model = new ComponentColorModel(new ICC_ColorSpace(ICC_Profile.getInstance(icc)), false, false,
                Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
    }

    @Override
    public void convert(float[] r, float[] g, float[] b, int from, int count, int[] out, int to) {
        WritableRaster raster = model.createCompatibleWritableRaster(count, 1);
        byte[] bytes = ((DataBufferByte) raster.getDataBuffer()).getData();
        for (int i = 0; i < count; i++) {
            bytes[3 * i] = (byte) SampleQuantizer.quantize(r[from + i], 255);
            bytes[3 * i + 1] = (byte) SampleQuantizer.quantize(g[from + i], 255);
            bytes[3 * i + 2] = (byte) SampleQuantizer.quantize(b[from + i], 255);
        }
        BufferedImage converted = new BufferedImage(count, 1, BufferedImage.TYPE_INT_RGB);
        new ColorConvertOp(null).filter(new BufferedImage(model, raster, false, null), converted);
        int[] pixels = ((DataBufferInt) converted.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < count; i++) {
            out[to + i] = OPAQUE | pixels[i];
        }
    }
}
