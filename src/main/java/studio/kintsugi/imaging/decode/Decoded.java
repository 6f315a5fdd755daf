package studio.kintsugi.imaging.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.metadata.Exif;
import studio.kintsugi.imaging.metadata.MetadataClaims;

/**
 * What a decoder hands over before orientation is applied.
 *
 * @param planes red, green, blue; three times the same array where the file is grey
 * @param alpha opacity, not multiplied into the colours, or null
 * @param profile of the colours that the planes are encoded in
 * @param notes sentences for people about what of the file was not taken
 * @param metadata as found, with the orientation still in its EXIF
 * @param orientation 1–8 as EXIF numbers them
 */
public record Decoded(int width, int height, float[][] planes, float[] alpha, boolean gray, BitDepth depth,
        ColorProfile profile, Metadata metadata, int orientation, List<String> notes) {

    /** Planes that ImageIO gave, the orientation as {@code metadata} has it. */
    public static Decoded of(PictureSize size, RasterPlanes planes, byte[] icc, Metadata metadata) {
        int orientation = metadata.exif().map(Exif::orientation).orElse(Orientation.NORMAL);
        return new Decoded(size.width(), size.height(), planes.planes(), planes.alpha(), planes.gray(),
                planes.depth(), planes.gray() || icc == null ? ColorProfile.SRGB : ColorProfile.ofIcc(icc), metadata,
                orientation, List.of());
    }

    /** The same with a sentence where the file has more pictures than this one. */
    public Decoded withCount(String name, int pictures) {
        if (pictures <= 1) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add("“" + name + "” holds " + pictures + " pictures; only the first is taken.");
        return new Decoded(width, height, planes, alpha, gray, depth, profile, metadata, orientation, more);
    }

    /**
     * The picture as a part of a larger, otherwise transparent canvas. A part that sticks out makes the canvas larger.
     *
     * @param x left edge of the picture on the canvas, pixels
     * @param y top edge of the picture on the canvas, pixels
     */
    public Decoded onCanvas(PictureSize canvas, int x, int y) {
        int w = Math.max(canvas.width(), x + width);
        int h = Math.max(canvas.height(), y + height);
        if (w == width && h == height) {
            return this;
        }
        float[][] placed = new float[planes.length][];
        for (int c = 0; c < placed.length; c++) {
            boolean shared = c > 0 && planes[c] == planes[0];
            placed[c] = shared ? placed[0] : place(planes[c], w, h, x, y);
        }
        float[] opaque = alpha;
        if (opaque == null) {
            opaque = new float[width * height];
            Arrays.fill(opaque, 1);
        }
        return new Decoded(w, h, placed, place(opaque, w, h, x, y), gray, depth, profile, metadata, orientation,
                notes);
    }

    private float[] place(float[] plane, int w, int h, int left, int top) {
        float[] out = new float[Math.multiplyExact(w, h)];
        for (int y = 0; y < height; y++) {
            System.arraycopy(plane, y * width, out, (top + y) * w + left, width);
        }
        return out;
    }

    /** The picture the right way up. */
    public Picture toPicture() {
        float[][] turned = new float[Picture.CHANNELS][];
        for (int c = 0; c < turned.length; c++) {
            boolean shared = c > 0 && planes[c] == planes[0];
            turned[c] = shared ? turned[0] : Orientation.apply(planes[c], width, height, orientation);
            if (!gray) {
                planes[c] = null;
            }
        }
        float[] opacity = alpha == null ? null : Orientation.apply(alpha, width, height, orientation);
        PictureSize size = Orientation.size(width, height, orientation);
        return new Picture(size.width(), size.height(), turned, opacity, new PictureInfo(depth, gray, profile,
                MetadataClaims.read(metadata, orientation, size), notes));
    }
}
