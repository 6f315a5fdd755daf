package studio.kintsugi.service.dream;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.mesh.MeshFile;
import studio.kintsugi.field.render.FfmpegVideo;
import studio.kintsugi.field.render.LitScene;
import studio.kintsugi.field.render.Still;
import studio.kintsugi.field.render.Turntable;
import studio.kintsugi.field.render.TurntableFile;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;

/**
 * A field in a file; its ending says what: the surface ({@code .glb}, {@code .obj}, {@code .ply}, and
 * for printing {@code .stl}, {@code .3mf}), a still
 * ({@code .png}, {@code .webp}, {@code .tif}), a turntable ({@code .gif}, {@code .mp4}, or {@code .webp} where one is
 * asked for), or the field itself ({@code .kfield}).
 */
public final class FieldExport {
    /** Of a still, along a pixel's side. */
    private static final int RAYS = 3;
    private static final String TURNING_WEBP = "turning webp";

    private FieldExport() {}

    /**
     * What the ending leaves open.
     *
     * @param camera of a still, and of a turntable's first frame
     * @param side of a still in pixels
     * @param turningSide of a turntable in pixels
     * @param frames of a turntable
     * @param mesh how a surface is written
     * @param flat whether stills and turntables show colours without light and ground, stills with alpha
     * @param turning whether a WebP is a turntable rather than a still
     */
    public record Settings(Camera camera, int side, int turningSide, int frames, MeshFile.Settings mesh,
            boolean flat, boolean turning) {
        /** From the side and a little above, all triangles. */
        public static final Settings USUAL =
                new Settings(Camera.at(Math.toRadians(30), Math.toRadians(20)), 512, 256, 36,
                        MeshFile.Settings.USUAL, false, false);

        public Settings withCamera(Camera other) {
            return new Settings(other, side, turningSide, frames, mesh, flat, turning);
        }
    }

    /**
     * Writes the file; one that stands there is replaced once the new one is whole.
     *
     * @return what can be said of it: file, and side and frames, or triangles
     * @throws KintsugiException where the field is empty, the ending unknown, or the file can't be written
     */
    public static Map<String, Object> write(VoxelField field, Path file, Settings settings) throws KintsugiException {
        if (field.isEmpty(MeshFile.SURFACE)) {
            throw MeshFile.empty();
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", file.toString());
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        switch (ending.equals("webp") && settings.turning() ? TURNING_WEBP : ending) {
            case "glb", "obj", "ply", "stl", "3mf" -> facts.put("triangles",
                    MeshFile.write(field, settings.mesh(), file));
            case "png", "webp", "tif", "tiff" -> {
                PictureWriter.write(settings.flat() ? Still.transparent(field, settings.camera(), settings.side())
                        : new LitScene(field).picture(settings.camera(), settings.side(), RAYS), file,
                        WriteOptions.DEFAULT);
                facts.put("side", settings.side());
            }
            case "gif", "mp4", TURNING_WEBP -> {
                turntable(field, file, settings);
                facts.put("side", settings.turningSide());
                facts.put("frames", settings.frames());
            }
            case "kfield" -> FieldFile.write(field, Map.of(), file);
            default -> throw new KintsugiException(Sentence.of("A field is written as .kfield, its surface as .glb,"
                    + " .obj, .ply, .stl or .3mf, a still as .png and a turntable as .gif, .mp4 or .webp, but not as"
                    + " %s.", file));
        }
        return facts;
    }

    private static void turntable(VoxelField field, Path file, Settings settings) throws KintsugiException {
        Turntable turntable = new Turntable(field, settings.camera(), settings.turningSide(), settings.frames(),
                settings.flat());
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".mp4")) {
                video(turntable, file);
                return;
            }
            AtomicFile.write(file, channel -> {
                OutputStream stream = Channels.newOutputStream(channel);
                if (name.endsWith(".gif")) {
                    TurntableFile.writeGif(turntable, stream);
                } else {
                    TurntableFile.writeWebp(turntable, stream);
                }
            });
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The turntable can't be written to %s: check the place, its"
                    + " rights and its free space.", file), e);
        }
    }

    /** A video is encoded into a file of its own, and copied once it is whole. */
    private static void video(Turntable turntable, Path file) throws KintsugiException, IOException {
        Path encoded = Files.createTempFile("kintsugi-turntable-", ".mp4");
        try {
            FfmpegVideo.write(turntable, encoded);
            AtomicFile.write(file, channel -> Files.copy(encoded, Channels.newOutputStream(channel)));
        } finally {
            Files.deleteIfExists(encoded);
        }
    }
}
