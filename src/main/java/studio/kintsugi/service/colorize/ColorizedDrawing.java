package studio.kintsugi.service.colorize;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;

/** A coloured sketch at its own size, lines and colours apart. In sRGB, with the sketch's depth and metadata. */
public final class ColorizedDrawing {
    /** Colours nearer to white than this are paper, and transparent. */
    private static final float PAPER = 0.04f;

    private final LineLayer lines;
    private final float[][] colors;
    private final PictureInfo info;
    private final Correspondence correspondence;

    ColorizedDrawing(LineLayer lines, float[][] colors, PictureInfo sketch, Correspondence correspondence) {
        this.lines = lines;
        this.colors = colors;
        this.info = new PictureInfo(sketch.depth(), false, ColorProfile.SRGB, sketch.metadata(), notes(sketch));
        this.correspondence = correspondence;
    }

    private static List<String> notes(PictureInfo sketch) {
        List<String> notes = new ArrayList<>(sketch.notes());
        if (!sketch.gray() && !sketch.profile().equals(ColorProfile.SRGB)) {
            notes.add("The result is in sRGB; the drawing's own colour profile was not kept.");
        }
        return notes;
    }

    /** The colours with the lines of the sketch multiplied into them. */
    public Picture picture() {
        float[] ink = lines.lines();
        float[][] out = new float[3][ink.length];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < ink.length; i++) {
                out[c][i] = colors[c][i] * ink[i];
            }
        }
        return new Picture(lines.width(), lines.height(), out, null, info);
    }

    /** The colours as they lie under the lines, on white paper. */
    public Picture withoutLines() {
        return new Picture(lines.width(), lines.height(), colors, null, info);
    }

    /** The colours alone; where they are white, transparent. */
    public Picture colorLayer() {
        int n = colors[0].length;
        float[] alpha = new float[n];
        float[][] out = new float[3][n];
        for (int i = 0; i < n; i++) {
            float least = Math.min(colors[0][i], Math.min(colors[1][i], colors[2][i]));
            alpha[i] = Math.min(1, (1 - least) / PAPER);
            for (int c = 0; c < 3; c++) {
                // so that over white it looks as it did
                out[c][i] = alpha[i] > 0 ? Math.clamp(1 - (1 - colors[c][i]) / alpha[i], 0f, 1f) : 1;
            }
        }
        return new Picture(lines.width(), lines.height(), out, alpha, info);
    }

    /** The lines alone, black on nothing. */
    Picture lineLayer() {
        float[] ink = lines.lines();
        float[] black = new float[ink.length];
        float[] alpha = new float[ink.length];
        for (int i = 0; i < ink.length; i++) {
            alpha[i] = 1 - ink[i];
        }
        return new Picture(lines.width(), lines.height(), new float[][] {black, black, black}, alpha, info);
    }

    public Correspondence correspondence() {
        return correspondence;
    }
}
