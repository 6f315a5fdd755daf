package studio.kintsugi.field.mesh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.files.AtomicFile;

/** The surface of a field in files of other programs: glTF binary, OBJ, PLY, STL and 3MF. */
public final class MeshFile {
    /**
     * Density per unit of length where the surface is: what is 0.14 thick, a few cells of the grid, then hides half of
     * what lies behind it, so that the mesh has the outline of the pictures.
     */
    public static final float SURFACE = 5;

    /** Loose pieces of less than this share of the largest piece's volume are left out. */
    private static final double SCRAP = 0.03;

    private MeshFile() {}

    /**
     * What the file's ending leaves open.
     *
     * @param triangles at most
     * @param scraps whether small loose pieces are kept
     * @param texture side in pixels of the picture that holds the colours of {@code .glb} and {@code .obj}; 0 for
     *     colours at the corners alone
     */
    public record Settings(int triangles, boolean scraps, int texture) {
        /** All triangles, no scraps, and some eight pixels of texture to a cell of the grid. */
        public static final Settings USUAL = new Settings(Integer.MAX_VALUE, false, 1024);
    }

    /**
     * Writes the surface; the file's ending says how. Beside an {@code .obj} with a texture lie its material,
     * {@code .mtl}, and the texture, {@code -texture.png}.
     *
     * @return how many triangles it has
     * @throws KintsugiException where the field is empty, the ending unknown, or the file can't be written
     */
    public static int write(VoxelField field, Settings settings, Path file) throws KintsugiException {
        Surface surface = Decimation.of(SurfaceNets.of(field, SURFACE).withoutScraps(settings.scraps() ? 0 : SCRAP),
                settings.triangles());
        if (surface.triangles().isEmpty()) {
            throw empty();
        }
        try {
            String name = file.getFileName().toString();
            String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            if (settings.texture() > 0 && (ending.equals("glb") || ending.equals("obj"))) {
                TextureLayout layout = TextureLayout.of(surface, settings.texture());
                byte[] texture = png(field, layout);
                if (ending.equals("glb")) {
                    write(GlbFile.bytes(layout, texture), file);
                } else {
                    textured(layout, texture, name.substring(0, name.lastIndexOf('.')), file);
                }
            } else {
                write(bytes(surface, ending, file), file);
            }
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The mesh can't be written to %s: check the place, its rights"
                    + " and its free space.", file), e);
        }
        return surface.triangles().size();
    }

    private static byte[] png(VoxelField field, TextureLayout layout) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(BakedTexture.of(field, layout), "png", out);
        return out.toByteArray();
    }

    /** The object last: it is whole once it is there. */
    private static void textured(TextureLayout layout, byte[] texture, String stem, Path file) throws IOException {
        String picture = stem + "-texture.png";
        String material = stem + ".mtl";
        write(texture, file.resolveSibling(picture));
        write(ObjFile.material(picture).getBytes(StandardCharsets.UTF_8), file.resolveSibling(material));
        write(ObjFile.text(layout, material).getBytes(StandardCharsets.UTF_8), file);
    }

    private static void write(byte[] bytes, Path file) throws IOException {
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
    }

    private static byte[] bytes(Surface surface, String ending, Path file) throws KintsugiException, IOException {
        return switch (ending) {
            case "glb" -> GlbFile.bytes(surface);
            case "obj" -> ObjFile.text(surface).getBytes(StandardCharsets.US_ASCII);
            case "ply" -> PlyFile.text(surface).getBytes(StandardCharsets.US_ASCII);
            case "stl" -> StlFile.bytes(surface);
            case "3mf" -> ThreeMfFile.bytes(surface);
            default -> throw new KintsugiException(Sentence.of("A mesh is written as .glb, .obj, .ply, .stl or .3mf,"
                    + " not as %s.", file));
        };
    }

    /** The exception for a field without a surface. */
    public static KintsugiException empty() {
        return new KintsugiException(Sentence.of("The field is empty: it has no surface, and nothing was exported."
                + " Dream longer, or choose another field."));
    }
}
