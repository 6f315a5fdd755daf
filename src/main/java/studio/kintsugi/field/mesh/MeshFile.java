package studio.kintsugi.field.mesh;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
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
     * Writes the surface; the file's ending says how.
     *
     * @param most triangles that it may have
     * @param scraps whether small loose pieces are kept
     * @return how many it has
     * @throws KintsugiException where the field is empty, the ending unknown, or the file can't be written
     */
    public static int write(VoxelField field, int most, boolean scraps, Path file) throws KintsugiException {
        Surface surface = Decimation.of(SurfaceNets.of(field, SURFACE).withoutScraps(scraps ? 0 : SCRAP), most);
        if (surface.triangles().isEmpty()) {
            throw empty();
        }
        try {
            byte[] bytes = bytes(surface, file);
            AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The mesh can't be written to %s: check the place, its rights"
                    + " and its free space.", file), e);
        }
        return surface.triangles().size();
    }

    private static byte[] bytes(Surface surface, Path file) throws KintsugiException, IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
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
