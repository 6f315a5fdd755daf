package studio.kintsugi.field;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.Safetensors;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;

/** A field on disk, {@code .kfield}: a safetensors file whose header holds what is known of the field as JSON. */
public final class FieldFile {
    /** Name of the field's file in the folder of a dream. */
    public static final String NAME = "field.kfield";

    private static final String FACTS = "kintsugi.field";
    private static final String VOXELS = "voxels";
    private static final String CLEARNESS = "clearness";
    /** The name used by earlier versions. */
    private static final String OLD_NAME = "field.safetensors";

    private FieldFile() {}

    /** @throws KintsugiException where the file can't be written; an older one is left whole */
    public static void write(VoxelField field, Map<String, Object> facts, Path file) throws KintsugiException {
        int n = field.side();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder of %s can't be made: check its rights.", file), e);
        }
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        tensors.put(VOXELS, TensorData.ofFloats(field.raw(), n, n, n, 4));
        field.clearness().ifPresent(c -> tensors.put(CLEARNESS, TensorData.ofFloats(c, n, n, n)));
        Safetensors.write(new StateDict(tensors),
                Map.of(FACTS, new Gson().toJson(facts)), file);
    }

    /**
     * Reads a saved field; in a dream's folder, the field's file is found by its name.
     *
     * @throws KintsugiException where it can't be read or holds no field
     */
    public static VoxelField read(Path file) throws KintsugiException {
        StateDict state = Safetensors.read(Files.isDirectory(file) ? within(file) : file);
        if (!state.has(VOXELS)) {
            throw new KintsugiException(Sentence.of("The file %s holds no field: choose a .kfield file or a dream's"
                    + " folder.", file));
        }
        try {
            VoxelField field = VoxelField.of(state.get(VOXELS).toFloats());
            return state.has(CLEARNESS) ? field.withClearness(state.get(CLEARNESS).toFloats()) : field;
        } catch (IllegalArgumentException e) {
            throw new KintsugiException(Sentence.of("The file %s is damaged: its field is no cube.", file), e);
        }
    }

    private static Path within(Path folder) {
        Path old = folder.resolve(OLD_NAME);
        return Files.exists(old) ? old : folder.resolve(NAME);
    }
}
