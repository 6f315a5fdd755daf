package studio.kintsugi.checkpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.kintsugi.Sentence;

/** Weights in several safetensors files, with an index that tells which tensor lies where, as Hugging Face has them. */
final class ShardedFiles {
    private static final String INDEX = ".safetensors.index.json";
    private static final Pattern SHARD = Pattern.compile("(.*)-\\d{5}-of-\\d{5}\\.safetensors");
    private static final String WEIGHTS = "model.safetensors";
    private static final long LONGEST_INDEX = 64L << 20;

    private ShardedFiles() {}

    /**
     * The file that stands for what somebody named: of a folder its weights or its index, of one shard the index beside
     * it, else the file itself.
     */
    static Path resolve(Path named) {
        if (Files.isDirectory(named)) {
            Path whole = named.resolve(WEIGHTS);
            return Files.isRegularFile(whole) ? whole : index(named).orElse(named);
        }
        Path name = named.getFileName();
        var shard = SHARD.matcher(name == null ? "" : name.toString());
        if (shard.matches()) {
            Path index = named.resolveSibling(shard.group(1) + INDEX);
            return Files.isRegularFile(index) ? index : named;
        }
        return named;
    }

    private static Optional<Path> index(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(ShardedFiles::isIndex).sorted().findFirst();
        } catch (IOException e) {
            // a folder that can't be listed holds no index for us
            return Optional.empty();
        }
    }

    static boolean isIndex(Path file) {
        return file.getFileName() != null && file.getFileName().toString().endsWith(INDEX) && Files.isRegularFile(file);
    }

    /**
     * All tensors that an index names.
     *
     * @throws CheckpointException where the index is damaged, or a file or a tensor is missing
     */
    static StateDict read(Path index) throws CheckpointException {
        Map<String, String> places = places(index);
        Map<String, TensorData> all = new LinkedHashMap<>();
        Set<String> files = new LinkedHashSet<>(places.values());
        for (String name : files) {
            Path shard = index.resolveSibling(name);
            if (name.contains("/") || name.contains("\\") || !Files.isRegularFile(shard)) {
                throw new CheckpointException(Sentence.of("The index %s names the file %s, which is not beside it:"
                        + " download all %s files into one folder.", index, name, files.size()));
            }
            all.putAll(Safetensors.read(shard).tensors());
        }
        for (String tensor : places.keySet()) {
            if (!all.containsKey(tensor)) {
                throw new CheckpointException(Sentence.of("The tensor %s is in none of the files that %s names:"
                        + " download them again.", tensor, index));
            }
        }
        return new StateDict(all);
    }

    private static Map<String, String> places(Path index) throws CheckpointException {
        try {
            if (Files.size(index) > LONGEST_INDEX) {
                throw new CheckpointException(Sentence.of("The index %s is damaged: download it again.", index));
            }
            JsonObject map = JsonParser.parseString(Files.readString(index)).getAsJsonObject()
                    .getAsJsonObject("weight_map");
            Map<String, String> places = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : map.entrySet()) {
                places.put(entry.getKey(), entry.getValue().getAsString());
            }
            return places;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // damaged JSON fails with many kinds of exception
            throw new CheckpointException(Sentence.of("The index %s is damaged: download it again.", index), e);
        }
    }
}
