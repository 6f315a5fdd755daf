package studio.kintsugi.training.pruning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.models.NetworkFamilies;
import studio.kintsugi.models.pruning.ChannelGroup;
import studio.kintsugi.models.registry.NetworkFamily;
import studio.kintsugi.models.scft.ScftFamily;

/** What an architecture can lose, and what it costs. */
interface PrunableShape {
    /** What can be removed from a network of these hyper-parameters; nothing where nobody has described it. */
    List<ChannelGroup> groups(Map<String, Object> hyperParameters);

    /** Multiply–accumulate operations for each pixel of the input. */
    double macsPerPixel(Map<String, Object> hyperParameters);

    /** That of an architecture, as in {@link studio.kintsugi.store.ModelCard#architecture()}. */
    static Optional<PrunableShape> of(String architecture) {
        return architecture.equals(ScftFamily.ID) ? Optional.of(new Coloring())
                : Optional.ofNullable(NetworkFamilies.byId().get(architecture)).map(Mending::new);
    }

    /** A network from picture to picture. */
    record Mending(NetworkFamily family) implements PrunableShape {
        @Override
        public List<ChannelGroup> groups(Map<String, Object> hyperParameters) {
            return family.prunable(hyperParameters);
        }

        @Override
        public double macsPerPixel(Map<String, Object> hyperParameters) {
            return family.macsPerPixel(hyperParameters);
        }
    }

    /** A network that colours sketches. */
    record Coloring() implements PrunableShape {
        @Override
        public List<ChannelGroup> groups(Map<String, Object> hyperParameters) {
            return ScftFamily.prunable(hyperParameters);
        }

        @Override
        public double macsPerPixel(Map<String, Object> hyperParameters) {
            return ScftFamily.macsPerPixel(hyperParameters);
        }
    }
}
