package studio.kintsugi.ui.compare;

/**
 * Position and scale of a picture on the screen.
 *
 * @param scale screen pixels per picture pixel
 * @param x screen position of the picture's left edge
 * @param y screen position of its upper edge
 */
public record PanZoom(double scale, double x, double y) {
    private static final double MOST = 32;

    /** Fits the whole picture into a frame, centred, never enlarged. */
    public static PanZoom fit(double pictureWidth, double pictureHeight, double width, double height) {
        double scale = Math.min(1, Math.min(width / pictureWidth, height / pictureHeight));
        return new PanZoom(scale, (width - pictureWidth * scale) / 2, (height - pictureHeight * scale) / 2);
    }

    /** Zoomed about the pointer. */
    public PanZoom zoom(double factor, double pointerX, double pointerY, double least) {
        double next = Math.clamp(scale * factor, Math.min(least, 1), MOST);
        double k = next / scale;
        return new PanZoom(next, pointerX + (x - pointerX) * k, pointerY + (y - pointerY) * k);
    }

    public PanZoom pan(double dx, double dy) {
        return new PanZoom(scale, x + dx, y + dy);
    }

    /** Clamped: the picture fills the frame, or is centred where it is smaller. */
    public PanZoom within(double pictureWidth, double pictureHeight, double width, double height) {
        return new PanZoom(scale, held(x, pictureWidth * scale, width), held(y, pictureHeight * scale, height));
    }

    private static double held(double at, double size, double room) {
        return size <= room ? (room - size) / 2 : Math.clamp(at, room - size, 0);
    }
}
