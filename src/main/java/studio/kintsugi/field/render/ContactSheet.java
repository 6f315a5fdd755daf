package studio.kintsugi.field.render;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;

/** A picture of several fields side by side on white, each with lines of text below. */
public final class ContactSheet {
    private static final int SIDE = 160;
    private static final int LINE = 16;
    private static final int MARGIN = 6;
    public static final Camera CAMERA = Camera.at(Math.PI / 5, Math.toRadians(25));
    private static final Color GOOD = Color.BLACK;
    private static final Color POOR = new Color(0xB02020);

    private ContactSheet() {}

    /**
     * One field.
     *
     * @param lines of text
     * @param good whether they are black, or red
     */
    public record Cell(VoxelField field, List<String> lines, boolean good) {}

    /**
     * Writes a PNG file.
     *
     * @throws KintsugiException where it can't be written
     */
    public static void write(List<Cell> cells, int columns, Path file) throws KintsugiException {
        int rows = (cells.size() + columns - 1) / columns;
        int lines = cells.stream().mapToInt(c -> c.lines().size()).max().orElse(0);
        int height = SIDE + lines * LINE + MARGIN;
        BufferedImage image = new BufferedImage(columns * SIDE, rows * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            int x = i % columns * SIDE;
            int y = i / columns * height;
            g.drawImage(Still.lit(new LitScene(cell.field()), CAMERA, SIDE), x, y, null);
            g.setColor(cell.good() ? GOOD : POOR);
            for (int l = 0; l < cell.lines().size(); l++) {
                g.drawString(cell.lines().get(l), x + MARGIN, y + SIDE + (l + 1) * LINE - 3);
            }
        }
        g.dispose();
        try {
            ImageIO.write(image, "png", file.toFile());
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The sheet can't be written to %s.", file), e);
        }
    }
}
