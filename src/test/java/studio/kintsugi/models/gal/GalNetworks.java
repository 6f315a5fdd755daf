package studio.kintsugi.models.gal;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.nafnet.Formula;
import studio.kintsugi.nn.Parameters;

/** The fixtures' networks. */
final class GalNetworks {
    private static final Map<String, String> HEADINGS = Map.of("resnet", "resnet_56_sparse", "vgg", "vgg_16_bn_sparse",
            "densenet", "densenet_40_sparse", "googlenet", "googlenet_sparse");

    private GalNetworks() {}

    /** The network that parameters belong to. */
    static Classifier of(Parameters p) {
        if (p.names().stream().anyMatch(n -> n.startsWith("features."))) {
            return new GalVgg(p);
        }
        if (p.has("trans1.conv1.weight")) {
            return new GalDenseNet(p);
        }
        return p.has("pre_layers.0.weight") ? new GalGoogLeNet(p) : new GalResNet(p);
    }

    /** Weights from the case's checkpoint or formula. */
    static StateDict weights(Path folder, String architecture) throws Exception {
        List<Path> files = files(folder, ".*\\.pt");
        if (!files.isEmpty()) {
            return Checkpoints.read(files.getFirst());
        }
        return Formula.weights(Fixtures.json(folder).getAsJsonObject("formula"),
                shapes(HEADINGS.get(architecture)));
    }

    static String architecture(Path folder) throws IOException {
        JsonObject json = Fixtures.json(folder);
        return json.get("arch").isJsonPrimitive() ? json.get("arch").getAsString() : "";
    }

    static List<Path> files(Path folder, String pattern) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches(pattern)).sorted().toList();
        }
    }

    /** Zeros with the names and shapes that the official networks have under a heading of the list of keys. */
    static StateDict shapes(String heading) throws IOException {
        Map<String, TensorData> tensors = new LinkedHashMap<>();
        boolean inside = false;
        for (String line : Fixtures.officialKeys("gal")) {
            if (line.startsWith("#")) {
                inside = line.startsWith("# ==== " + heading + " ");
            } else if (inside && !line.isBlank() && !line.contains("num_batches_tracked")) {
                String[] columns = line.split("\t");
                long[] shape = Stream.of(columns[1].split("\\D+")).filter(s -> !s.isEmpty())
                        .mapToLong(Long::parseLong).toArray();
                int n = 1;
                for (long s : shape) {
                    n *= (int) s;
                }
                tensors.put(columns[0], TensorData.ofFloats(new float[n], shape));
            }
        }
        return new StateDict(tensors);
    }

    /** The discriminator among a training checkpoint's networks. */
    static StateDict discriminator(Path file) throws Exception {
        Map<String, TensorData> out = new LinkedHashMap<>();
        Checkpoints.everything(file).tensors().forEach((name, t) -> {
            if (name.contains("body.")) {
                out.put(name.substring(name.indexOf("body.")), t);
            }
        });
        return new StateDict(out);
    }

    static long[] longs(JsonArray array) {
        return array.asList().stream().mapToLong(e -> e.getAsLong()).toArray();
    }
}
