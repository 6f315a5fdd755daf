package studio.kintsugi.service.dream;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.models.clip.BytePairs;
import studio.kintsugi.models.clip.ClipConfig;
import studio.kintsugi.models.clip.ClipModel;
import studio.kintsugi.models.clip.CompactModel;
import studio.kintsugi.models.clip.PictureTextModel;
import studio.kintsugi.models.clip.PromptGuidance;
import studio.kintsugi.models.dreamfields.Guidance;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** The picture-text models of a dream, open. */
public final class Guides implements AutoCloseable {
    /** What models that can guide are for, as in their cards. */
    public static final String TASK = "guide";

    private static final int MOST_WORDS = 8;

    private final NDManager manager = NDManager.newBaseManager(Device.cpu());
    private final List<PictureTextModel> models = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<Guidance> guides = new ArrayList<>();

    private Guides() {}

    /**
     * Opens models.
     *
     * @param wanted ids or folders; the first model of the store that can guide where this is empty
     * @throws KintsugiException where there is none, or it can't be used
     */
    public static Guides open(ModelStore store, List<String> wanted) throws KintsugiException {
        Guides out = new Guides();
        try {
            if (wanted.isEmpty()) {
                out.add(store.list().stream().filter(m -> m.card().task().equals(TASK)).findFirst().orElseThrow(() ->
                        new KintsugiException("No model that can guide a dream is installed: import OpenAI's "
                                + "ViT-B-32.pt with \"kintsugi models import\".")));
            }
            for (String id : wanted) {
                out.add(store.find(id).orElseThrow(() -> new KintsugiException("There is no model \"" + id
                        + "\": see \"kintsugi models list\" for those that are installed.")));
            }
            return out;
        } catch (KintsugiException e) {
            out.close();
            throw e;
        }
    }

    private void add(StoredModel model) throws KintsugiException {
        ModelCard card = model.card();
        try {
            models.add(switch (card.architecture()) {
                case CompactModel.ARCHITECTURE -> new CompactModel(manager, card.hyperParameters(), model.weights());
                case ClipModel.ARCHITECTURE -> new ClipModel(manager, ClipConfig.of(card.hyperParameters()),
                        model.weights(), tokenizer(model));
                default -> throw new KintsugiException("The model \"" + card.id() + "\" is a " + card.architecture()
                        + " network, which can't guide a dream: choose a picture-text model.");
            });
            ids.add(card.id());
        } catch (IllegalArgumentException | IOException e) {
            throw new KintsugiException("The model \"" + card.id() + "\" is damaged: import it again.", e);
        }
    }

    private static BytePairs tokenizer(StoredModel model) throws IOException {
        if (model instanceof ModelFolder folder) {
            Path own = folder.folder().resolve("tokenizer.json");
            if (Files.isRegularFile(own)) {
                return BytePairs.of(own);
            }
        }
        return BytePairs.official();
    }

    /** Ids of the models. */
    public List<String> ids() {
        return ids;
    }

    /**
     * Prepares the models for a prompt.
     *
     * @return remarks for the user, empty where all is well
     * @throws KintsugiException where a model understands nothing of the prompt
     */
    public List<String> listenTo(String prompt, String negative) throws KintsugiException {
        guides.forEach(Guidance::close);
        guides.clear();
        List<String> remarks = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            PictureTextModel model = models.get(i);
            if (!model.reads(prompt)) {
                throw new KintsugiException("The guidance \"" + ids.get(i) + "\" knows none of these words. It knows "
                        + "things such as \"a red chair\" or \"a striped mushroom\", in English; an imported CLIP "
                        + "knows far more.");
            }
            List<String> unknown = model.unknownWords(prompt);
            if (!unknown.isEmpty()) {
                remarks.add("The guidance \"" + ids.get(i) + "\" passed over words that it does not know: "
                        + String.join(", ", unknown.subList(0, Math.min(MOST_WORDS, unknown.size())))
                        + (unknown.size() > MOST_WORDS ? ", … (" + unknown.size() + " in all)" : "") + ".");
            }
            guides.add(new PromptGuidance(model, prompt, negative));
        }
        return remarks;
    }

    PictureTextModel first() {
        return models.getFirst();
    }

    /** For the prompt last listened to; closed with this. */
    List<Guidance> guidance() {
        return guides;
    }

    @Override
    public void close() {
        guides.forEach(Guidance::close);
        models.forEach(PictureTextModel::close);
        manager.close();
    }
}
