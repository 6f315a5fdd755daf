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
import studio.kintsugi.imaging.webp.WebpAnimation;

/** Turntables as animations that loop: GIF, and WebP, which is smaller and has all colours. */
public final class TurntableFile {
    private static final float QUALITY = 0.85f;

    private TurntableFile() {}

    /** Writes the content of a WebP file. */
    public static void writeWebp(Turntable turntable, OutputStream stream) throws IOException {
        WebpAnimation animation = new WebpAnimation(turntable.side(), turntable.side(),
                (int) Math.round(turntable.millisecondsAFrame()), QUALITY);
        for (int i = 0; i < turntable.frames(); i++) {
            animation.add(turntable.frame(i));
        }
        stream.write(animation.file());
    }

    /** Writes the content of a GIF file. */
    public static void writeGif(Turntable turntable, OutputStream stream) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(stream)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < turntable.frames(); i++) {
                BufferedImage frame = turntable.frame(i);
                writer.writeToSequence(new IIOImage(frame, null, timing(writer, frame, turntable, i == 0)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    private static IIOMetadata timing(ImageWriter writer, BufferedImage frame, Turntable turntable, boolean first)
            throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime",
                Integer.toString(Math.max(2, Math.round((float) turntable.millisecondsAFrame() / 10))));
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
