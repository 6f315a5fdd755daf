package studio.kintsugi.training.colorization;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A vector drawing on the disk. */
final class SvgFile {
    /** Larger files hold thousands of paths, or photographs. */
    private static final long LARGEST = 2 << 20;
    private static final double MARGIN = 0.03;

    private SvgFile() {}

    /**
     * The whole drawing on white paper.
     *
     * @param side of the square picture, pixels
     * @throws IOException where the file can't be read, or is not a drawing that can be drawn
     */
    static BufferedImage draw(Path file, int side) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("too large");
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            SVGDocument document = new SVGLoader().load(in, file.toUri(), LoaderContext.createDefault());
            if (document == null || !(document.size().width > 0) || !(document.size().height > 0)) {
                throw new IOException("not a drawing");
            }
            BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
            Graphics2D g = image.createGraphics();
            try {
                g.setColor(Color.WHITE);
                g.fillRect(0, 0, side, side);
                g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
                double scale = side * (1 - 2 * MARGIN) / Math.max(document.size().width, document.size().height);
                float width = (float) (document.size().width * scale);
                float height = (float) (document.size().height * scale);
                document.render(null, g, new ViewBox((side - width) / 2, (side - height) / 2, width, height));
            } finally {
                g.dispose();
            }
            return image;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // the library fails in many ways on drawings that are not quite SVG
            throw new IOException("cannot be drawn", e);
        }
    }
}
