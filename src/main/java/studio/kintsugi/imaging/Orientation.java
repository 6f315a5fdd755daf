package studio.kintsugi.imaging;

/** The eight orientations of EXIF. */
public final class Orientation {
    public static final int NORMAL = 1;
    private static final int BLOCK = 32;

    private Orientation() {}

    /** Whether an orientation swaps width and height. */
    static boolean turns(int orientation) {
        return orientation >= 5 && orientation <= 8;
    }

    /** The size after the orientation has been applied. */
    public static PictureSize size(int width, int height, int orientation) {
        return turns(orientation) ? new PictureSize(height, width) : new PictureSize(width, height);
    }

    /** A plane the right way up; the same array where there is nothing to do. */
    public static float[] apply(float[] plane, int width, int height, int orientation) {
        if (orientation <= NORMAL || orientation > 8) {
            return plane;
        }
        boolean turns = turns(orientation);
        // Of the source axes: where x grows leftwards, and where y grows upwards, in the upright picture.
        boolean flipX = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
        boolean flipY = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
        int stepX = (turns ? height : 1) * (flipX ? -1 : 1);
        int stepY = (turns ? 1 : width) * (flipY ? -1 : 1);
        int origin = (flipX ? -stepX * (width - 1) : 0) + (flipY ? -stepY * (height - 1) : 0);
        float[] out = new float[plane.length];
        for (int y0 = 0; y0 < height; y0 += BLOCK) {
            for (int x0 = 0; x0 < width; x0 += BLOCK) {
                for (int y = y0; y < Math.min(height, y0 + BLOCK); y++) {
                    int to = origin + y * stepY + x0 * stepX;
                    for (int x = x0; x < Math.min(width, x0 + BLOCK); x++, to += stepX) {
                        out[to] = plane[y * width + x];
                    }
                }
            }
        }
        return out;
    }
}
