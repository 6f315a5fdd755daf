package studio.kintsugi.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.StoredModel;

/**
 * The mean of two models' weights, one of which learnt on from the other: often better than either, since what the last
 * steps were right about stays and what they happened to end at does not (model soups; Wortsman et al., ICML 2022).
 */
public final class WeightAverage {
    private WeightAverage() {}

    /**
     * Writes the mean, with the second model's card without its figures, which are not the mean's.
     *
     * @param share of the second, 0–1
     * @param folder is made where it is not there
     * @throws KintsugiException if the models are not of the same shape, the folder has something in it, or a file
     *     can't be read or written
     */
    public static ModelCard write(StoredModel first, StoredModel second, double share, Path folder)
            throws KintsugiException {
        ModelCard a = first.card();
        ModelCard b = second.card();
        Set<String> data = new LinkedHashSet<>(a.trainingData());
        data.addAll(b.trainingData());
        ModelCard card = b.change().metrics(Map.of()).trainingData(List.copyOf(data))
                .provenance("The mean of weights: " + share(1 - share, a) + " and " + share(share, b))
                .build();
        StateDict mean = of(first, second, share);
        empty(folder);
        return ModelFolder.write(folder, card, mean);
    }

    private static void empty(Path folder) throws KintsugiException {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()) {
                    throw new KintsugiException(Sentence.of("There is something in %s already: choose another folder.",
                            folder));
                }
            }
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be made.", folder), e);
        }
    }

    private static String share(double share, ModelCard of) {
        return Math.round(100 * share) + " % of \"" + of.id() + "\" (" + of.provenance() + ")";
    }

    private static StateDict of(StoredModel first, StoredModel second, double share) throws KintsugiException {
        StateDict a = first.weights();
        StateDict b = second.weights();
        if (!first.card().architecture().equals(second.card().architecture()) || !shapes(a).equals(shapes(b))) {
            throw new KintsugiException(Sentence.of("The models \"%s\" and \"%s\" are not of the same shape.",
                    first.card().id(), second.card().id()));
        }
        Map<String, TensorData> out = new TreeMap<>();
        for (String name : b.names()) {
            float[] x = a.get(name).toFloats();
            float[] y = b.get(name).toFloats();
            for (int i = 0; i < x.length; i++) {
                y[i] = (float) ((1 - share) * x[i] + share * y[i]);
            }
            out.put(name, TensorData.ofFloats(y, b.get(name).shape()));
        }
        return new StateDict(out);
    }

    private static Map<String, List<Long>> shapes(StateDict weights) {
        Map<String, List<Long>> out = new TreeMap<>();
        weights.tensors().forEach((name, tensor) -> out.put(name,
                Arrays.stream(tensor.shape()).boxed().toList()));
        return out;
    }
}
