package studio.kintsugi.training.features;

import java.util.Comparator;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** Which of the installed networks gives losses their features. */
public final class FeatureModel {
    private static final String ARCHITECTURE = "vgg";

    private static final int DEPTH = 19;

    private FeatureModel() {}

    /**
     * VGG-19 where the user has installed it, else the small network of its shape that is built in.
     *
     * @throws KintsugiException where there is neither
     */
    public static StoredModel in(ModelStore store) throws KintsugiException {
        return store.list().stream()
                .filter(m -> m.card().architecture().equals(ARCHITECTURE)
                        && m.card().hyperParameters().get("depth") instanceof Number n && n.intValue() == DEPTH)
                .min(Comparator.comparing(StoredModel::builtIn))
                .orElseThrow(() -> new KintsugiException("Pairs that do not line up need VGG-19 to compare by, which is"
                        + " not installed: \"kintsugi models download vgg19\" gets it, or import torchvision's"
                        + " vgg19-dcbb9e9d.pth."));
    }
}
