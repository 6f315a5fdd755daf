package studio.kintsugi.training.features;

import java.util.Comparator;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.FeatureArchitecture;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** Which of the installed networks gives losses their features. */
public final class FeatureModel {
    /** Convolutions of VGG-19. */
    private static final int CONVOLUTIONS = 16;

    private FeatureModel() {}

    /**
     * VGG-19 where the user has installed it, else the small network of its shape that is built in.
     *
     * @throws KintsugiException where there is neither
     */
    public static StoredModel in(ModelStore store, Architectures architectures) throws KintsugiException {
        return store.list().stream()
                .filter(m -> suits(m, architectures))
                .min(Comparator.comparing(StoredModel::builtIn))
                .orElseThrow(() -> new KintsugiException(Sentence.of("Pairs that do not line up need VGG-19 to"
                        + " compare by, which is not installed: \"kintsugi models download vgg19\" gets it, or"
                        + " import torchvision's vgg19-dcbb9e9d.pth.")));
    }

    private static boolean suits(StoredModel model, Architectures architectures) {
        return architectures.find(model.card().architecture(), FeatureArchitecture.class)
                .filter(a -> a.widths(model.card().hyperParameters()).size() == CONVOLUTIONS).isPresent();
    }
}
