package studio.kintsugi.imaging.decode;

import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.metadata.Exif;

/**
 * What a decoder hands over before orientation is applied.
 *
 * @param planes red, green, blue; three times the same array where the file is grey
 * @param alpha opacity, not multiplied into the colours, or null
 * @param icc an ICC profile that the planes are encoded in, of RGB, or null
 * @param metadata as found, with the orientation still in its EXIF
 * @param orientation 1–8 as EXIF numbers them
 */
public record Decoded(int width, int height, float[][] planes, float[] alpha, boolean gray, BitDepth depth, byte[] icc,
        Metadata metadata, int orientation) {

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
        ColorProfile profile = icc == null ? ColorProfile.SRGB : ColorProfile.ofIcc(icc);
        Metadata upright = new Metadata(metadata.exif().map(Exif::upright).orElse(null),
                metadata.iptc().orElse(null), metadata.xmp().orElse(null));
        return new Picture(size.width(), size.height(), turned, opacity,
                new PictureInfo(depth, gray, profile, upright));
    }
}
