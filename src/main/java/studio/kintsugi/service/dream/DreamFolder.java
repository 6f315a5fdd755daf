package studio.kintsugi.service.dream;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import javax.imageio.ImageIO;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.mesh.MeshFile;
import studio.kintsugi.field.render.LitScene;
import studio.kintsugi.field.render.Still;
import studio.kintsugi.field.render.Turntable;
import studio.kintsugi.field.render.TurntableFile;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.models.dreamfields.DreamSettings;
import studio.kintsugi.models.shape.scene.DrawnScene;

/**
 * A dream on disk: the field, a turntable, stills, a mesh where the field has a surface, and {@code dream.json}.
 */
public final class DreamFolder {
    static final String FACTS = "dream.json";

    private static final int STILL = 256;
    private static final int TURNTABLE = 144;
    private static final int FRAMES = 24;
    private static final double ELEVATION = Math.toRadians(25);
    /** Of the stills: from the front, front and side at once, the side, and from above. */
    private static final List<Camera> STILL_CAMERAS = List.of(view(0, 12), view(35, 22), view(90, 12), view(215, 60));

    private static final String START = "start";

    private DreamFolder() {}

    private static Camera view(double azimuth, double elevation) {
        return Camera.at(Math.toRadians(azimuth), Math.toRadians(elevation));
    }

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
            LitScene scene = new LitScene(field);
            for (int i = 0; i < STILL_CAMERAS.size(); i++) {
                BufferedImage still = Still.lit(scene, STILL_CAMERAS.get(i), STILL);
                AtomicFile.write(folder.resolve("still-" + (i + 1) + ".png"),
                        channel -> ImageIO.write(still, "png", Channels.newOutputStream(channel)));
            }
            AtomicFile.write(folder.resolve("turntable.gif"), channel -> TurntableFile.writeGif(
                    new Turntable(field, Camera.at(0, ELEVATION), TURNTABLE, FRAMES, false),
                    Channels.newOutputStream(channel)));
            if (!field.isEmpty(MeshFile.SURFACE)) {
                MeshFile.write(field, MeshFile.Settings.USUAL, folder.resolve("mesh.glb"));
            }
            AtomicFile.write(folder.resolve(FACTS), new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
                    .serializeSpecialFloatingPointValues().create().toJson(facts(result)));
            DreamCheckpoint.remove(folder);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The dream can't be written to %s: check its rights and the"
                    + " space left on the disk.", folder), e);
        }
    }

    /**
     * A dream on disk that can be continued.
     *
     * @param request that it came of; its steps and minutes are the usual ones
     * @param part what is left to do of it
     */
    public record Begun(DreamRequest request, DreamPart part) {}

    /**
     * Reads a dream.
     *
     * @throws KintsugiException where the folder holds none
     */
    public static Begun read(Path folder) throws KintsugiException {
        try {
            JsonObject facts = facts(folder);
            return new Begun(request(facts), DreamPart.rest(FieldFile.read(folder),
                    facts.has("reached") ? facts.get("reached").getAsDouble() : 1));
        } catch (IOException | JsonParseException | IllegalStateException | NullPointerException e) {
            throw unreadable(folder, e);
        }
    }

    private static JsonObject facts(Path folder) throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve(FACTS))).getAsJsonObject();
    }

    private static DreamRequest request(JsonObject facts) {
        List<String> guidance = facts.has("guidance") ? facts.getAsJsonArray("guidance").asList().stream()
                .map(JsonElement::getAsString).toList() : List.of();
        return new DreamRequest(facts.get("prompt").getAsString(), facts.get("negative").getAsString(),
                facts.get("seed").getAsLong(), DreamRequest.USUAL_STEPS, 1, guidance,
                facts.get("symmetric").getAsBoolean(), begunWithAShape(facts) ? DreamRequest.Ablation.NONE
                : DreamRequest.Ablation.SHAPE);
    }

    private static KintsugiException unreadable(Path folder, Exception cause) {
        return new KintsugiException(Sentence.of("The folder %s holds no dream to continue: choose one with a %s.",
                folder, FACTS), cause);
    }

    /**
     * What a dream was dreamt from; empty where the place is no dream's folder, but a field's file.
     *
     * @throws KintsugiException where the folder's facts can't be read
     */
    public static Optional<DreamRequest> request(Path folder) throws KintsugiException {
        if (!Files.exists(folder.resolve(FACTS))) {
            return Optional.empty();
        }
        try {
            return Optional.of(request(facts(folder)));
        } catch (IOException | JsonParseException | IllegalStateException | NullPointerException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * A field on a finer grid. A dream that began with what is drawn is drawn anew there, with sharper edges, colours
     * and patterns, and changed as the guide had changed it; other fields are interpolated.
     *
     * @param request that the field was dreamt from; empty where that is not known
     * @param side corners of the grid along a side
     * @param progress told now and then which share is done, 0–1; what it throws ends the work
     */
    public static VoxelField refined(VoxelField field, Optional<DreamRequest> request, int side,
            DoubleConsumer progress) {
        return request.flatMap(r -> DrawnScene.of(r.prompt(), r.seed()))
                .flatMap(scene -> scene.refined(field, side, progress)).orElseGet(() -> field.resized(side));
    }

    /** Dreams of earlier versions began with fog and do not say so. */
    private static boolean begunWithAShape(JsonObject facts) {
        return facts.has(START) && facts.get(START).getAsString().equals(DreamSettings.Start.SHAPE.word());
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
        out.put("method", r.method().name().toLowerCase(Locale.ROOT));
        out.put(START, result.start().word());
        out.put("without", r.ablation().name().toLowerCase(Locale.ROOT));
        out.put("remarks", result.remarks().stream().map(Sentence::toString).toList());
        out.put("steps", result.reports().size());
        out.put("seconds", Math.round(result.seconds() * 10) / 10.0);
        out.put("stepsPerSecond", Math.round(result.stepsPerSecond() * 100) / 100.0);
        out.put("reached", Math.round(result.reached() * 1000) / 1000.0);
        out.put("score", result.score());
        out.put("transmittance", result.last().stream().mapToDouble(Dream.Report::transmittance).average().orElse(0));
        out.put("scores", result.reports().stream().map(x -> Math.round(x.cosine() * 1000) / 1000.0).toList());
        out.put("losses", result.reports().stream().map(x -> Math.round(x.loss() * 1000) / 1000.0).toList());
        out.put("times", result.times().stream().map(x -> Math.round(x * 100) / 100.0).toList());
        return out;
    }
}
