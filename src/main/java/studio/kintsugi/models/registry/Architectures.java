package studio.kintsugi.models.registry;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.CheckpointException;
import studio.kintsugi.checkpoint.StateDict;

/** The networks that an application knows. Immutable. */
public final class Architectures {
    private final Map<String, Architecture> byId = new LinkedHashMap<>();

    /**
     * @param known asked in this order
     * @throws IllegalArgumentException where two have the same id
     */
    public Architectures(Collection<? extends Architecture> known) {
        for (Architecture a : known) {
            if (byId.put(a.id(), a) != null) {
                throw new IllegalArgumentException("two architectures are called " + a.id());
            }
        }
    }

    /** These and others, which are asked last. */
    public Architectures and(Architecture... more) {
        return new Architectures(Stream.concat(byId.values().stream(), Stream.of(more)).toList());
    }

    /** All of them, in the order in which they are asked. */
    public List<Architecture> all() {
        return List.copyOf(byId.values());
    }

    /**
     * One by its id, where it can do what is asked for.
     *
     * @param id as in a model card; null finds nothing
     * @param capability as {@code ImageArchitecture.class}
     */
    public <T extends Architecture> Optional<T> find(String id, Class<T> capability) {
        return Optional.ofNullable(byId.get(id)).filter(capability::isInstance).map(capability::cast);
    }

    /** One by its id. */
    public Optional<Architecture> find(String id) {
        return find(id, Architecture.class);
    }

    /**
     * What the weights are.
     *
     * @return exact: each tensor is accounted for
     * @throws CheckpointException where no network has these tensors; says which came nearest and what differs
     */
    public Recognition recognize(StateDict weights) throws CheckpointException {
        Recognition nearest = byId.values().stream().map(a -> a.recognize(weights)).flatMap(Optional::stream)
                .min(Comparator.comparingInt(Recognition::differences))
                .orElseThrow(() -> new CheckpointException(Sentence.of("None of the networks Kintsugi knows has"
                        + " these weights: %s tensors, the first named \"%s\".", weights.names().size(),
                        first(weights))));
        if (!nearest.isExact()) {
            throw new NearMissException(nearest);
        }
        return nearest;
    }

    private static String first(StateDict weights) {
        return weights.names().stream().findFirst().orElse("");
    }
}
