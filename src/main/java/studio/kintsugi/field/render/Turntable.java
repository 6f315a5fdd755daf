package studio.kintsugi.field.render;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;

/** One full turn of a field as an animated GIF that loops. */
public final class Turntable {
    private static final int HUNDREDTHS = 240;

    private Turntable() {}

    /**
     * Writes the file's content.
     *
     * @param from the first view; the others have the same height and distance
     * @param side in pixels
     * @param frames of the turn, which takes 2.4 seconds
     * @param flat whether colours are shown without light, before white
     */
    public static void write(VoxelField field, Camera from, int side, int frames, boolean flat, OutputStream stream)
            throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        LitScene scene = flat ? null : new LitScene(field);
        try (ImageOutputStream out = ImageIO.createImageOutputStream(stream)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < frames; i++) {
                Camera camera = from.turned(2 * Math.PI * i / frames);
                BufferedImage frame = flat ? Still.beforeWhite(field, camera, side) : Still.lit(scene, camera, side);
                writer.writeToSequence(new IIOImage(frame, null, timing(writer, frame, frames, i == 0)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadata timing(ImageWriter writer, BufferedImage frame, int frames, boolean first)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", Integer.toString(Math.max(2, Math.round((float) HUNDREDTHS / frames))));
        control.setAttribute("disposalMethod", "none");
        if (first) {
            IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
            extension.setAttribute("applicationID", "NETSCAPE");
            extension.setAttribute("authenticationCode", "2.0");
            extension.setUserObject(new byte[] {1, 0, 0});
            IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
            extensions.appendChild(extension);
            root.appendChild(extensions);
        }
        metadata.setFromTree(format, root);
        return metadata;
    }
}
