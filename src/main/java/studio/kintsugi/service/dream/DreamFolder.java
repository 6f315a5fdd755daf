package studio.kintsugi.service.dream;

import com.google.gson.GsonBuilder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.dreamfields.Camera;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.models.dreamfields.FieldPictures;
import studio.kintsugi.models.dreamfields.SurfaceNets;
import studio.kintsugi.models.dreamfields.VoxelField;

/**
 * A dream on disk: {@code field.safetensors}, {@code turntable.gif}, stills, {@code mesh.ply} with a colour at each
 * corner, and {@code dream.json}.
 */
public final class DreamFolder {
    /** The tensor that holds the field. */
    public static final String FIELD = "voxels";

    private static final int STILL = 256;
    private static final int STILLS = 4;
    private static final int TURNTABLE = 144;
    private static final int FRAMES = 24;
    private static final double ELEVATION = Math.toRadians(25);
    private static final float SURFACE = 12;

    private DreamFolder() {}

    /**
     * Writes all of it.
     *
     * @throws KintsugiException where the folder can't be written
     */
    public static void write(DreamRun.Result result, Path folder) throws KintsugiException {
        VoxelField field = result.field();
        try {
            Files.createDirectories(folder);
            int n = field.side();
            Safetensors.write(new StateDict(Map.of(FIELD, TensorData.ofFloats(field.raw(), n, n, n, 4))),
                    Map.of("prompt", result.request().prompt()), folder.resolve("field.safetensors"));
            for (int i = 0; i < STILLS; i++) {
                ImageIO.write(still(field, 2 * Math.PI * (i + 0.5) / STILLS, STILL), "png",
                        folder.resolve("still-" + (i + 1) + ".png").toFile());
            }
            turntable(field, folder.resolve("turntable.gif"));
            mesh(field, folder.resolve("mesh.ply"));
            Files.writeString(folder.resolve("dream.json"), new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
                    .serializeSpecialFloatingPointValues().create().toJson(facts(result)));
        } catch (IOException e) {
            throw new KintsugiException("The dream can't be written to " + folder + ": check its rights and the space "
                    + "left on the disk.", e);
        }
    }

    /** What is said of a dream in its {@code dream.json}. */
    public static Map<String, Object> facts(DreamRun.Result result) {
        DreamRequest r = result.request();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("prompt", r.prompt());
        out.put("negative", r.negative());
        out.put("seed", r.seed());
        out.put("guidance", result.guidance());
        out.put("symmetric", r.symmetric());
        out.put("without", r.ablation().name().toLowerCase(Locale.ROOT));
        out.put("remarks", result.remarks());
        out.put("steps", result.reports().size());
        out.put("seconds", Math.round(result.seconds() * 10) / 10.0);
        out.put("stepsPerSecond", Math.round(result.stepsPerSecond() * 100) / 100.0);
        int n = result.reports().size();
        List<Dream.Report> last = result.reports().subList(Math.max(0, n - 10), n);
        out.put("score", last.stream().mapToDouble(Dream.Report::cosine).average().orElse(0));
        out.put("transmittance", last.stream().mapToDouble(Dream.Report::transmittance).average().orElse(0));
        out.put("scores", result.reports().stream().map(x -> Math.round(x.cosine() * 1000) / 1000.0).toList());
        return out;
    }

    /** A view from the side a quarter from above, before white. */
    public static BufferedImage still(VoxelField field, double azimuth, int side) {
        float[] rgb = FieldPictures.view(field, Camera.at(azimuth, ELEVATION), side, 1);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int plane = side * side;
        for (int i = 0; i < plane; i++) {
            image.setRGB(i % side, i / side, level(rgb[i]) << 16 | level(rgb[plane + i]) << 8 | level(rgb[2 * plane + i]));
        }
        return image;
    }

    private static int level(float v) {
        return Math.round(255 * Math.clamp(v, 0f, 1f));
    }

    private static void turntable(VoxelField field, Path file) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < FRAMES; i++) {
                BufferedImage frame = still(field, 2 * Math.PI * i / FRAMES, TURNTABLE);
                writer.writeToSequence(new IIOImage(frame, null, timing(writer, frame, i == 0)), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
    }

    /** A tenth of a second a frame, for ever. */
    private static IIOMetadata timing(ImageWriter writer, BufferedImage frame, boolean first) throws IOException {
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(frame), null);
        String format = metadata.getNativeMetadataFormatName();
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
        IIOMetadataNode control = (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
        control.setAttribute("delayTime", "10");
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

    private static void mesh(VoxelField field, Path file) throws IOException {
        SurfaceNets.Surface surface = SurfaceNets.of(field, SURFACE);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.US_ASCII))) {
            out.print("ply\nformat ascii 1.0\nelement vertex " + surface.corners().size()
                    + "\nproperty float x\nproperty float y\nproperty float z\nproperty uchar red\nproperty uchar green\n"
                    + "property uchar blue\nelement face " + surface.triangles().size()
                    + "\nproperty list uchar int vertex_indices\nend_header\n");
            for (float[] c : surface.corners()) {
                out.printf(Locale.ROOT, "%.4f %.4f %.4f %d %d %d%n", c[0], c[1], c[2], level(c[3]), level(c[4]),
                        level(c[5]));
            }
            for (int[] t : surface.triangles()) {
                out.printf(Locale.ROOT, "3 %d %d %d%n", t[0], t[1], t[2]);
            }
            if (out.checkError()) {
                throw new IOException("the mesh could not be written whole");
            }
        }
    }
}
