package studio.kintsugi.service.restoration;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.registry.Architectures;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.models.registry.RequiredModel;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** The network that was used last, kept for the next job. For the worker's thread only. */
final class LoadedNetwork implements AutoCloseable {
    private final ModelStore store;
    private final Architectures architectures;
    private ModelCard loaded;
    private ImageNetwork network;

    LoadedNetwork(ModelStore store, Architectures architectures) {
        this.store = store;
        this.architectures = architectures;
    }

    /** The network of that model, loaded where it is not the last one. */
    ImageNetwork get(String modelId, NDManager manager) throws KintsugiException {
        StoredModel model = store.get(modelId);
        ModelCard card = model.card();
        if (card.equals(loaded)) {
            return network;
        }
        close();
        ImageArchitecture architecture = architectures.find(card.architecture(), ImageArchitecture.class)
                .orElseThrow(() -> new KintsugiException("The model \"" + modelId + "\" is a " + card.architecture()
                        + " network, which this version can't run: update Kintsugi or choose another model."));
        Parameters parameters = null;
        try {
            Optional<RequiredModel> required = architecture.requiredModel(card.hyperParameters());
            parameters = new Parameters(manager,
                    required.isPresent() ? beside(model, required.get()) : model.weights());
            network = architecture.build(card.hyperParameters(), parameters);
        } catch (IllegalArgumentException e) {
            if (parameters != null) {
                parameters.close();
            }
            throw new KintsugiException("The card of the model \"" + modelId + "\" is damaged: import it again.", e);
        }
        loaded = card;
        return network;
    }

    /** The weights of a model with those it needs beside them. */
    private StateDict beside(StoredModel model, RequiredModel required) throws KintsugiException {
        StoredModel other = store.list().stream()
                .filter(m -> suits(required, m.card()))
                .findFirst().orElseThrow(() -> new KintsugiException("The model \"" + model.card().id() + "\" needs "
                        + required.title() + " beside it, which is not installed: " + required.advice() + "."));
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
