package studio.kintsugi.service.dream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.render.FieldPictures;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.clip.PromptGuidance;
import studio.kintsugi.models.dreamfields.Guidance;
import studio.kintsugi.models.network.PictureTextModel;
import studio.kintsugi.models.registry.PictureTextArchitecture;
import studio.kintsugi.models.shape.scene.DrawnScene;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** The models of a dream, open: those that read pictures and text, and one that knows shapes. */
public final class GuidanceModels implements AutoCloseable {
    /** What models that can guide are for, as in their cards. */
    public static final String TASK = "guide";

    private static final int LOOKS = 6;
    private static final double ELEVATION = Math.toRadians(25);
    private static final float GRAY = 0.6f;

    private final ComputeDevice device;
    private final NDManager manager;
    private final List<PictureTextModel> models = new ArrayList<>();
    private final List<GuidanceVocabulary> repertoires = new ArrayList<>();
    private final List<Guidance> guides = new ArrayList<>();
    /** Indices of the models that guide. */
    private final List<Integer> listening = new ArrayList<>();
    private FirstShape firstShape = FirstShape.NONE;

    private GuidanceModels(ComputeDevice device) {
        this.device = device;
        manager = device.newManager();
    }

    /**
     * The models of these ids or folders, or the first that can guide where none is wanted.
     *
     * @throws KintsugiException where one is not installed
     */
    static List<StoredModel> stored(ModelStore store, List<String> wanted) throws KintsugiException {
        if (wanted.isEmpty()) {
            return List.of(store.list().stream().filter(m -> m.card().task().equals(TASK)).findFirst().orElseThrow(
                    () -> new KintsugiException(Sentence.of("No model that can guide a dream is installed: import"
                            + " OpenAI's ViT-B-32.pt with \"kintsugi models import\"."))));
        }
        List<StoredModel> out = new ArrayList<>();
        for (String id : wanted) {
            out.add(store.get(id));
        }
        return out;
    }

    /**
     * Opens models.
     *
     * @param wanted ids or folders; the first model of the store that can guide where this is empty
     * @throws KintsugiException where there is none, or it can't be used
     */
    public static GuidanceModels open(ModelStore store, List<String> wanted,
            ComputeDevice device) throws KintsugiException {
        device.prepare(fraction -> { });
        GuidanceModels out = new GuidanceModels(device);
        try {
            for (StoredModel guide : stored(store, wanted)) {
                out.add(guide);
            }
            Optional<StoredModel> shapes = FirstShape.installed(store);
            if (shapes.isPresent()) {
                out.firstShape = FirstShape.open(shapes.get(), out.manager);
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
            PictureTextArchitecture architecture = BuiltInArchitectures.all()
                    .find(card.architecture(), PictureTextArchitecture.class)
                    .orElseThrow(() -> new KintsugiException(Sentence.of("The model \"%s\" is a %s network, which"
                            + " can't guide a dream: choose a picture-text model.", card.id(), card.architecture())));
            models.add(architecture.load(manager, card.hyperParameters(), model.weights(),
                    stored(architecture.filesBeside(), model)));
            repertoires.add(GuidanceVocabulary.of(card));
        } catch (IllegalArgumentException | IOException e) {
            throw new KintsugiException(Sentence.of("The model \"%s\" is damaged: import it again.", card.id()), e);
        }
    }

    /** Those of the files that are stored with a model. */
    private static List<Path> stored(List<String> names, StoredModel model) {
        return model instanceof ModelFolder folder
                ? names.stream().map(folder.folder()::resolve).filter(Files::isRegularFile).toList() : List.of();
    }

    /** Ids of the models. */
    public List<String> ids() {
        return repertoires.stream().map(GuidanceVocabulary::id).toList();
    }

    /**
     * Prepares the models for a prompt. Those that have not learnt its thing do not guide where a shape is there
     * already.
     *
     * @param shaped whether the dream begins with a shape
     * @return remarks for the user, empty where all is well
     * @throws KintsugiException where a model understands nothing of the prompt
     */
    List<Sentence> listenTo(String prompt, String negative, boolean shaped) throws KintsugiException {
        guides.forEach(Guidance::close);
        guides.clear();
        listening.clear();
        Optional<DrawnScene> scene = shaped ? DrawnScene.of(prompt, 0) : Optional.empty();
        List<Sentence> remarks = new ArrayList<>(scene.isPresent() ? PromptForecast.remarks(prompt, repertoires)
                : List.of());
        for (int i = 0; i < models.size(); i++) {
            PictureTextModel model = models.get(i);
            GuidanceVocabulary repertoire = repertoires.get(i);
            if (scene.isPresent() && !repertoire.follows(scene.get().kind())) {
                continue;
            }
            if (!repertoire.reads(prompt)) {
                throw new KintsugiException(repertoire.remarks(prompt).getFirst());
            }
            if (repertoire.hearsTheSame(prompt, negative)) {
                throw new KintsugiException(Sentence.of("The negative prompt says the same as the prompt to the"
                        + " guidance \"%s\": leave one of them out.", repertoire.id()));
            }
            if (scene.isEmpty()) {
                remarks.addAll(repertoire.remarks(prompt));
            }
            if (!negative.isBlank() && !repertoire.reads(negative)) {
                remarks.add(Sentence.of("The guidance \"%s\" knows no word of the negative prompt, which is left out.",
                        repertoire.id()));
            }
            guides.add(new PromptGuidance(model, prompt, negative));
            listening.add(i);
        }
        return remarks;
    }

    /**
     * Whether a model that guided takes the result for another kind of object than what was asked for: then the prompt
     * lies outside of what it can show.
     *
     * @return a sentence for each that does
     */
    List<Sentence> doubts(VoxelField field, String prompt) {
        List<Sentence> out = new ArrayList<>();
        for (int i : listening) {
            GuidanceVocabulary repertoire = repertoires.get(i);
            List<String> named = repertoire.kindsIn(prompt);
            List<String> others = repertoire.kinds().stream().filter(k -> !named.contains(k)).toList();
            if (others.isEmpty()) {
                continue;
            }
            double own = likeness(models.get(i), field, List.of(prompt))[0];
            double[] theirs = likeness(models.get(i), field, others);
            int nearest = IntStream.range(0, theirs.length).boxed().max(Comparator.comparingDouble(k -> theirs[k]))
                    .orElseThrow();
            if (theirs[nearest] > own) {
                out.add(Sentence.of("To the guidance \"%s\" what came is nearer to \"%s\" than to the prompt, which"
                        + " it may not know well enough.", repertoire.id(), others.get(nearest)));
            }
        }
        return out;
    }

    /** Mean cosines of views all round with sentences. */
    private static double[] likeness(PictureTextModel model, VoxelField field, List<String> sentences) {
        int pixels = 3 * model.side() * model.side();
        float[] views = new float[LOOKS * pixels];
        for (int v = 0; v < LOOKS; v++) {
            System.arraycopy(FieldPictures.view(field, Camera.at(2 * Math.PI * v / LOOKS, ELEVATION), model.side(),
                    GRAY), 0, views, v * pixels, pixels);
        }
        try (NDManager scope = model.manager().newSubManager()) {
            NDArray mean = model.pictures(scope.create(views, new Shape(LOOKS, 3, model.side(), model.side())))
                    .mean(new int[] {0}).reshape(-1, 1);
            return sentences.stream().mapToDouble(s -> model.text(scope, s).matMul(mean).toFloatArray()[0]).toArray();
        }
    }

    /**
     * A shape to begin with.
     *
     * @param side corners of the grid along a side
     * @return empty where the prompt names no kind of thing whose shape is known
     */
    Optional<VoxelField> shape(String prompt, int side, long seed) {
        return firstShape.of(prompt, side, seed);
    }

    /** Where they are open. */
    ComputeDevice device() {
        return device;
    }

    PictureTextModel first() {
        return models.getFirst();
    }

    /** For the prompt last listened to; none where a shape is there and no model has learnt its thing. */
    List<Guidance> guidance() {
        return guides;
    }

    @Override
    public void close() {
        guides.forEach(Guidance::close);
        models.forEach(PictureTextModel::close);
        firstShape.close();
        manager.close();
    }
}
