package studio.kintsugi.imaging.metadata;

import java.util.Arrays;
import java.util.Optional;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.Resolution;

/**
 * What this program understands of an EXIF block: orientation, sizes, resolution and thumbnail (EXIF 2.32). Changes are
 * made in place, so that makers' notes, which point into the block, stay readable.
 */
public final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int X_RESOLUTION = 0x011A;
    private static final int Y_RESOLUTION = 0x011B;
    private static final int RESOLUTION_UNIT = 0x0128;
    private static final int CENTIMETRE = 3;
    private static final int EXIF_IFD = 0x8769;
    private static final int INTEROP_IFD = 0xA005;
    private static final int PIXEL_WIDTH = 0xA002;
    private static final int PIXEL_HEIGHT = 0xA003;
    private static final int RELATED_WIDTH = 0x1001;
    private static final int RELATED_HEIGHT = 0x1002;
    private static final int THUMBNAIL_OFFSET = 0x0201;
    private static final int THUMBNAIL_LENGTH = 0x0202;
    /** Subject area and subject location, in pixels of the sensor. */
    private static final int[] PLACES = {0x9214, 0xA214};
    /** GeoTIFF's pixel scale, tie points and transformation. */
    private static final int[] GEO = {33550, 33922, 34264};

    private Exif() {}

    /** The orientation, 1–8; 1 where the block has none or is damaged. */
    public static int orientation(byte[] exif) {
        ExifDirectory first = ExifDirectory.first(exif);
        long value = first == null ? -1 : first.number(ORIENTATION);
        return value >= 1 && value <= 8 ? (int) value : Orientation.NORMAL;
    }

    /** The resolution, where the block has one. */
    public static Optional<Resolution> resolution(byte[] exif) {
        ExifDirectory first = ExifDirectory.first(exif);
        double x = first == null ? 0 : first.rational(X_RESOLUTION);
        double y = first == null ? 0 : first.rational(Y_RESOLUTION);
        if (!(x > 0 && y > 0) || first.number(RESOLUTION_UNIT) == 1) {
            return Optional.empty();
        }
        double unit = first.number(RESOLUTION_UNIT) == CENTIMETRE ? 100 * Resolution.INCH : 1;
        return Optional.of(new Resolution(x * unit, y * unit));
    }

    /** A copy whose orientation is 1, all else byte for byte the same. */
    public static byte[] upright(byte[] exif) {
        byte[] copy = exif.clone();
        ExifDirectory first = ExifDirectory.first(copy);
        if (first != null) {
            first.set(ORIENTATION, Orientation.NORMAL);
        }
        return copy;
    }

    /**
     * A copy that is true of a picture of this size: upright, the sizes in it set, without the thumbnail of what the
     * picture was before.
     */
    public static byte[] ofSize(byte[] exif, int width, int height) {
        byte[] copy = upright(exif);
        ExifDirectory first = ExifDirectory.first(copy);
        if (first == null) {
            return copy;
        }
        ExifDirectory photo = ExifDirectory.at(copy, first.number(EXIF_IFD));
        if (photo != null) {
            photo.set(PIXEL_WIDTH, width);
            photo.set(PIXEL_HEIGHT, height);
            ExifDirectory interop = ExifDirectory.at(copy, photo.number(INTEROP_IFD));
            if (interop != null) {
                interop.set(RELATED_WIDTH, width);
                interop.set(RELATED_HEIGHT, height);
            }
        }
        return withoutThumbnail(copy, first);
    }

    /** A copy without places that hold only while pixels stay where they were. */
    public static byte[] withoutPlaces(byte[] exif) {
        byte[] copy = exif.clone();
        ExifDirectory first = ExifDirectory.first(copy);
        if (first == null) {
            return copy;
        }
        for (int tag : GEO) {
            first.remove(tag);
        }
        ExifDirectory photo = ExifDirectory.at(copy, first.number(EXIF_IFD));
        for (int i = 0; photo != null && i < PLACES.length; i++) {
            photo.remove(PLACES[i]);
        }
        return copy;
    }

    private static byte[] withoutThumbnail(byte[] exif, ExifDirectory first) {
        ExifDirectory second = ExifDirectory.at(exif, first.next());
        first.endChain();
        if (second == null || second.offset() <= first.offset()) {
            return exif;
        }
        long from = second.number(THUMBNAIL_OFFSET);
        long length = second.number(THUMBNAIL_LENGTH);
        if (from <= second.offset() || length <= 0 || from + length > exif.length) {
            return exif;
        }
        Arrays.fill(exif, (int) from, (int) (from + length), (byte) 0);
        boolean last = from + length >= exif.length - 1;
        return last ? Arrays.copyOf(exif, (int) from) : exif;
    }

    /** The block without the "Exif\0\0" that JPEG, and some PNG and WebP files, put in front. */
    public static byte[] bare(byte[] block) {
        boolean prefixed = block.length > 6 && block[0] == 'E' && block[1] == 'x' && block[2] == 'i'
                && block[3] == 'f' && block[4] == 0;
        return prefixed ? Arrays.copyOfRange(block, 6, block.length) : block;
    }
}
