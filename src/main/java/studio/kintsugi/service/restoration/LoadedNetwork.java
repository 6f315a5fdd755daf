package studio.kintsugi.service.restoration;

import ai.djl.ndarray.NDManager;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.Precision;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.models.registry.RequiredModel;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.settings.MeasuredPrecisions;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** The network that was used last, kept for the next job. For the worker's thread only. */
final class LoadedNetwork implements AutoCloseable {
    private final ModelStore store;
    private final Architectures architectures;
    private final MeasuredPrecisions precisions;
    /** Models of the user's whose weights were found to be those of their cards. */
    private final Set<ModelCard> unchanged = new HashSet<>();
    private ModelCard loaded;
    private ImageNetwork network;
    private Precision precision;

    /**
     * @param precisions of models that were tried before; added to
     */
    LoadedNetwork(ModelStore store, Architectures architectures, MeasuredPrecisions precisions) {
        this.store = store;
        this.architectures = architectures;
        this.precisions = precisions;
    }

    /**
     * The network of that model, loaded where it is not the last one.
     *
     * @param asked what it may run in; always the same
     */
    ImageNetwork get(String modelId, Precision asked, NDManager manager) throws KintsugiException {
        StoredModel model = store.get(modelId);
        ModelCard card = model.card();
        if (card.equals(loaded)) {
            return network;
        }
        close();
        requireUnchanged(model);
        ImageArchitecture architecture = architectures.find(card.architecture(), ImageArchitecture.class)
                .orElseThrow(() -> new KintsugiException(Sentence.of("The model \"%s\" is a %s network, which this"
                        + " version can't run: update Kintsugi or choose another model.", modelId,
                        card.architecture())));
        Parameters parameters = null;
        try {
            Optional<RequiredModel> required = architecture.requiredModel(card.hyperParameters());
            parameters = new Parameters(manager,
                    required.isPresent() ? beside(model, required.get()) : model.weights());
            network = in(asked, architecture.build(card.hyperParameters(), parameters), card, manager);
        } catch (IllegalArgumentException e) {
            if (parameters != null) {
                parameters.close();
            }
            throw new KintsugiException(Sentence.of("The card of the model \"%s\" is damaged: import it again.",
                    modelId), e);
        }
        loaded = card;
        return network;
    }

    /** Weights that changed on the disk would give other pictures under the hash that journals and recipes name. */
    private void requireUnchanged(StoredModel model) throws KintsugiException {
        ModelCard card = model.card();
        if (model instanceof ModelFolder && !unchanged.contains(card)) {
            if (!model.isUnchanged()) {
                throw new KintsugiException(Sentence.of("The weights of the model \"%s\" have changed since it was"
                        + " stored: import it again.", card.id()));
            }
            unchanged.add(card);
        }
    }

    /** What the network that was given last runs in. */
    Precision precision() {
        return precision;
    }

    /** A network in a precision, tried where that was left to us and is not known yet. */
    private ImageNetwork in(Precision asked, ImageNetwork whole, ModelCard card, NDManager manager) {
        ImageNetwork reduced = asked == Precision.FLOAT32 ? whole : whole.reduced();
        boolean isReduced = reduced != whole && (asked == Precision.BF16 || isWorthIt(whole, card, manager));
        precision = isReduced ? Precision.BF16 : Precision.FLOAT32;
        return isReduced ? reduced : whole;
    }

    private boolean isWorthIt(ImageNetwork whole, ModelCard card, NDManager manager) {
        return precisions.isReduced(card.sha256()).orElseGet(() -> {
            boolean won = PrecisionTrial.of(whole, manager).isWon();
            precisions.measured(card.sha256(), won);
            return won;
        });
    }

    /** The weights of a model with those it needs beside them. */
    private StateDict beside(StoredModel model, RequiredModel required) throws KintsugiException {
        StoredModel other = store.list().stream()
                .filter(m -> suits(required, m.card()))
                .findFirst().orElseThrow(() -> new KintsugiException(Sentence.of(
                        "The model \"%s\" needs %s beside it, which is not installed: %s.", model.card().id(),
                        required.title(), required.advice())));
        Map<String, TensorData> all = new LinkedHashMap<>(model.weights().tensors());
        other.weights().tensors().forEach((name, tensor) -> {
            if (required.wanted().test(name)) {
                all.put(name, tensor);
            }
        });
        return new StateDict(all);
    }

    private boolean suits(RequiredModel required, ModelCard card) {
        return architectures.find(card.architecture())
                .filter(a -> required.suits().test(a, card.hyperParameters())).isPresent();
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
            network = null;
            loaded = null;
        }
    }
}
