package studio.kintsugi.imaging;

/**
 * A rectangle of whole pixels, {@code x} to the right and {@code y} down, both from 0.
 *
 * @param x left edge, pixels
 * @param y top edge, pixels
 * @param width pixels, at least 0
 * @param height pixels, at least 0
 */
public record Region(int x, int y, int width, int height) {
    public Region {
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException("negative size: " + width + "×" + height);
        }
    }

    public static Region of(int width, int height) {
        return new Region(0, 0, width, height);
    }

    public int right() {
        return x + width;
    }

    public int bottom() {
        return y + height;
    }

    public long area() {
        return (long) width * height;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    /** The part that both regions share; empty (0×0) where they do not meet. */
    public Region intersect(Region other) {
        int left = Math.max(x, other.x);
        int top = Math.max(y, other.y);
        int w = Math.min(right(), other.right()) - left;
        int h = Math.min(bottom(), other.bottom()) - top;
        return w <= 0 || h <= 0 ? new Region(left, top, 0, 0) : new Region(left, top, w, h);
    }

    /** This region grown by {@code margin} pixels on each side. */
    public Region grow(int margin) {
        return new Region(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
    }

    /** The same part of the picture {@code factor} times as large. */
    public Region times(int factor) {
        return new Region(x * factor, y * factor, width * factor, height * factor);
    }
}
