package studio.kintsugi.service.dream;

import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.models.dreamfields.Camera;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.models.dreamfields.VoxelField;

/**
 * A dream on disk: the field, a turntable, stills, a mesh where the field has a surface, and {@code dream.json}.
 */
public final class DreamFolder {
    private static final int STILL = 256;
    private static final int STILLS = 4;
    private static final int TURNTABLE = 144;
    private static final int FRAMES = 24;
    private static final double ELEVATION = Math.toRadians(25);

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
            FieldFile.write(field, Map.of("prompt", result.request().prompt()), folder.resolve(FieldFile.NAME));
            for (int i = 0; i < STILLS; i++) {
                ImageIO.write(Still.beforeWhite(field, Camera.at(2 * Math.PI * (i + 0.5) / STILLS, ELEVATION), STILL),
                        "png", folder.resolve("still-" + (i + 1) + ".png").toFile());
            }
            Turntable.write(field, Camera.at(0, ELEVATION), TURNTABLE, FRAMES, folder.resolve("turntable.gif"));
            if (!field.isEmpty(MeshFile.SURFACE)) {
                MeshFile.write(field, Integer.MAX_VALUE, folder.resolve("mesh.glb"));
            }
            Files.writeString(folder.resolve("dream.json"), new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
                    .serializeSpecialFloatingPointValues().create().toJson(facts(result)));
            DreamCheckpoint.remove(folder);
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
}
