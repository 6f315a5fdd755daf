package studio.kintsugi.service.dream;

import ai.djl.ndarray.NDManager;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.network.ShapeModel;
import studio.kintsugi.models.registry.ShapeArchitecture;
import studio.kintsugi.models.shape.scene.DrawnScene;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * The shape that a dream begins with: what its prompt asks for, put together from drawn things, where the thing that it
 * is about is drawn; else one that a learnt model knows by that name.
 */
final class FirstShape implements AutoCloseable {
    /** For where no model of shapes is installed. */
    static final FirstShape NONE = new FirstShape(null, null);

    /** What models of shapes are for, as in their cards. */
    private static final String TASK = "shape";

    /** What follows tells of something that the thing has, wears or resembles. */
    private static final Pattern FURTHER = Pattern.compile(
            "\\b(with|without|wearing|holding|carrying|on|in|inside|under|beside|next|near|shaped like)\\b");

    private final ShapeModel model;
    private final GuidanceVocabulary words;

    private FirstShape(ShapeModel model, GuidanceVocabulary words) {
        this.model = model;
        this.words = words;
    }

    /** The first model of shapes that is installed. */
    static Optional<StoredModel> installed(ModelStore store) {
        return store.list().stream().filter(m -> m.card().task().equals(TASK)).findFirst();
    }

    /**
     * Opens a model of shapes.
     *
     * @param manager owns its tensors
     * @throws KintsugiException where it is damaged
     */
    static FirstShape open(StoredModel stored, NDManager manager) throws KintsugiException {
        ModelCard card = stored.card();
        try {
            ShapeArchitecture architecture = BuiltInArchitectures.all()
                    .find(card.architecture(), ShapeArchitecture.class)
                    .orElseThrow(() -> new KintsugiException(Sentence.of("The model \"%s\" is a %s network, which"
                            + " knows no shapes: remove it.", card.id(), card.architecture())));
            return new FirstShape(architecture.load(manager, card.hyperParameters(), stored.weights()),
                    GuidanceVocabulary.of(card));
        } catch (IllegalArgumentException e) {
            throw new KintsugiException(Sentence.of("The model \"%s\" is damaged: import it again.", card.id()), e);
        }
    }

    /**
     * Empty where the part of the prompt up to its first "with", "on" or the like names no kind that is known.
     *
     * @param side corners of the grid along a side
     */
    Optional<VoxelField> of(String prompt, int side, long seed) {
        Optional<DrawnScene> drawn = DrawnScene.of(prompt, seed);
        if (drawn.isPresent()) {
            return drawn.map(d -> d.field(side));
        }
        if (model == null) {
            return Optional.empty();
        }
        String thing = FURTHER.split(prompt, 2)[0];
        return words.kindsIn(thing).isEmpty() ? Optional.empty() : Optional.of(model.field(thing, side, seed));
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
