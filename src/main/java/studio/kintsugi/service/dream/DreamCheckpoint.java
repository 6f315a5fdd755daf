package studio.kintsugi.service.dream;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.dreamfields.Dream;

/**
 * A dream that is under way, on disk: what it needs to be resumed, and its steps so far. A dream that was interrupted
 * and resumed comes to the same end each time, though not to that of one that was never interrupted.
 *
 * @param prompt it belongs to, as {@code seed}
 * @param steps that it was to have at most, for the schedules
 * @param seconds spent
 * @param reports of the steps done
 */
public record DreamCheckpoint(String prompt, long seed, int steps, double seconds, List<Dream.Report> reports,
        Dream.State state) {
    private static final String NAME = "checkpoint.safetensors";
    private static final String FACTS = "kintsugi.dream";
    private static final String RAW = "voxels";
    private static final String FIRST = "first";
    private static final String SECOND = "second";

    /** What the header of the file holds. */
    private record Facts(String prompt, long seed, int steps, double seconds, int step, int moments,
            List<Dream.Report> reports) {}

    /** Writes it into a dream's folder in place of an older one, which is left whole should this fail. */
    void write(Path folder) throws KintsugiException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be made: check its rights.", folder), e);
        }
        Facts facts = new Facts(prompt, seed, steps, seconds, state.step(), state.moments(), reports);
        Safetensors.write(new StateDict(Map.of(RAW, flat(state.raw()), FIRST, flat(state.first()), SECOND,
                flat(state.second()))), Map.of(FACTS, new Gson().toJson(facts)), folder.resolve(NAME));
    }

    private static TensorData flat(float[] values) {
        return TensorData.ofFloats(values, values.length);
    }

    /**
     * Reads what a dream left in its folder.
     *
     * @throws KintsugiException where there is nothing to resume, or it belongs to another dream
     */
    public static DreamCheckpoint read(Path folder, DreamRequest request) throws KintsugiException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new KintsugiException(Sentence.of("There is no dream in %s that was interrupted: leave --resume"
                    + " out.", folder));
        }
        StateDict state = Safetensors.read(file);
        try {
            Facts f = new Gson().fromJson(Safetensors.metadata(file).get(FACTS), Facts.class);
            if (!f.prompt.equals(request.prompt()) || f.seed != request.seed() || f.steps != request.steps()) {
                throw new KintsugiException(Sentence.of("The dream in %s is of \"%s\", seed %s, in %s steps: ask for"
                        + " the same, or leave --resume out.", folder, f.prompt, f.seed, f.steps));
            }
            return new DreamCheckpoint(f.prompt, f.seed, f.steps, f.seconds, f.reports,
                    new Dream.State(f.step, f.moments,
                    state.get(RAW).toFloats(), state.get(FIRST).toFloats(), state.get(SECOND).toFloats()));
        } catch (JsonParseException | NullPointerException | IllegalArgumentException e) {
            throw new KintsugiException(Sentence.of("The file %s is damaged: leave --resume out.", file), e);
        }
    }

    /** Takes it away once the dream is kept. */
    static void remove(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
    }
}
