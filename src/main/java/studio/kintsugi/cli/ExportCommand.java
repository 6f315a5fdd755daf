package studio.kintsugi.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.CommonOptions;
import studio.kintsugi.cli.common.Console;
import studio.kintsugi.cli.common.UsageException;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.mesh.MeshFile;
import studio.kintsugi.service.dream.DreamFolder;
import studio.kintsugi.service.dream.FieldExport;

/** {@code export}: a field for other programs. */
@Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Writes a field as a mesh with a texture (.glb, .obj) or coloured corners (.ply), a mesh to"
                + " print (.stl, .3mf), a still (.png, .webp, .tif) or a turntable (.gif, .mp4, or with --frames"
                + " .webp).")
final class ExportCommand implements Callable<Integer> {
    private static final int LARGEST_SIDE = 4096;
    private static final int LEAST_DETAIL = 16;
    private static final int LARGEST_DETAIL = 192;
    private static final int LEAST_TEXTURE = 64;
    private static final int LARGEST_TEXTURE = 4096;

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "FIELD", description = "a .kfield file, or the folder of a dream")
    private Path field;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FILE",
            description = "its extension chooses the format")
    private Path output;

    @Option(names = "--detail", paramLabel = "N",
            description = "on a grid of N corners a side (default: the field's own); the dream of a folder is drawn"
            + " anew there where it began with drawn things")
    private Integer detail;

    @Option(names = "--triangles", paramLabel = "N", description = "most triangles of a mesh (default: all)")
    private Integer triangles;

    @Option(names = "--keep-scraps", description = "of a mesh: keeps small loose pieces, which are left out else")
    private boolean scraps;

    @Option(names = "--texture", paramLabel = "PIXELS",
            description = "of .glb and .obj: side of the picture that holds the colours (default: 1024); 0 for colours"
            + " at the corners alone")
    private Integer texture;

    @Option(names = "--azimuth", paramLabel = "DEG", defaultValue = "30",
            description = "still and turntable: degrees round the object (default: ${DEFAULT-VALUE})")
    private double azimuth;

    @Option(names = "--elevation", paramLabel = "DEG", defaultValue = "20",
            description = "still and turntable: degrees above the horizon (default: ${DEFAULT-VALUE})")
    private double elevation;

    @Option(names = "--size", paramLabel = "PIXELS", description = "side of a still (default: 512) or turntable (256)")
    private Integer size;

    @Option(names = "--flat", description = "still and turntable: colours without light and ground; stills with alpha")
    private boolean flat;

    @Option(names = "--frames", paramLabel = "N",
            description = "frames of a turntable (default: 36); makes one of a .webp")
    private Integer frames;

    private final Console console;

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws KintsugiException {
        common.apply();
        Map<String, Object> facts = FieldExport.write(field(), output, settings());
        if (common.json()) {
            console.json(facts);
        } else if (facts.containsKey("triangles")) {
            console.line(output + ": " + facts.get("triangles") + " triangles");
        } else {
            console.line(output.toString());
        }
        return 0;
    }

    private VoxelField field() throws KintsugiException {
        if (detail != null && (detail < LEAST_DETAIL || detail > LARGEST_DETAIL)) {
            throw new UsageException("--detail takes " + LEAST_DETAIL + " to " + LARGEST_DETAIL + ".");
        }
        VoxelField dreamt = FieldFile.read(field);
        return detail == null ? dreamt
                : DreamFolder.refined(dreamt, DreamFolder.request(field), detail, done -> { });
    }

    private FieldExport.Settings settings() throws KintsugiException {
        FieldExport.Settings usual = FieldExport.Settings.USUAL;
        if (size != null && (size < 1 || size > LARGEST_SIDE) || frames != null && frames < 1
                || triangles != null && triangles < 4
                || texture != null && texture != 0 && (texture < LEAST_TEXTURE || texture > LARGEST_TEXTURE)
                || !(Math.abs(elevation) <= 90) || !Double.isFinite(azimuth)) {
            throw new UsageException("--size takes 1 to " + LARGEST_SIDE + ", --frames at least 1, --triangles at"
                    + " least 4, --texture 0 or " + LEAST_TEXTURE + " to " + LARGEST_TEXTURE + ", --elevation -90 to"
                    + " 90.");
        }
        return new FieldExport.Settings(Camera.at(Math.toRadians(azimuth), Math.toRadians(elevation)),
                size != null ? size : usual.side(), size != null ? size : usual.turningSide(),
                frames != null ? frames : usual.frames(), new MeshFile.Settings(
                triangles != null ? triangles : usual.mesh().triangles(), scraps,
                texture != null ? texture : usual.mesh().texture()), flat, frames != null);
    }
}
