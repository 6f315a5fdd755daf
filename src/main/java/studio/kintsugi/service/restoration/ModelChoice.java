package studio.kintsugi.service.restoration;

import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;

/** Which model does a step: the one that is asked for, or the tool's first. */
public final class ModelChoice {
    /** The tool that enlarges pictures. */
    public static final String UPSCALE = "upscale";

    private static final int USUAL_SCALE = 2;

    private ModelChoice() {}

    /**
     * The model that a tool begins with.
     *
     * @throws KintsugiException where none is installed
     */
    public static ModelCard first(InferenceService service, String tool) throws KintsugiException {
        return service.models(tool).stream().findFirst().orElseThrow(() -> new KintsugiException(Sentence.of(
                "No model for %s is installed: see \"kintsugi models list\".", tool)));
    }

    /**
     * The model that is asked for, whatever it was made for, or else the tool's first.
     *
     * @param idOrFolder of the model, or null for none in particular
     * @throws KintsugiException where there is none
     */
    public static ModelCard of(InferenceService service, String tool, String idOrFolder) throws KintsugiException {
        if (idOrFolder == null) {
            return first(service, tool);
        }
        return service.model(idOrFolder).orElseThrow(() -> ModelStore.unknown(idOrFolder));
    }

    /**
     * The model that enlarges by a scale.
     *
     * @param idOrFolder of the model, or null for any
     * @param scale output pixels per input pixel along one side, or null for the model's
     * @throws KintsugiException where there is none, or it has another scale
     */
    public static ModelCard enlarging(InferenceService service, String idOrFolder, Integer scale)
            throws KintsugiException {
        int wanted = scale == null ? USUAL_SCALE : scale;
        if (idOrFolder == null) {
            return service.models(UPSCALE).stream().filter(c -> c.scale() == wanted).findFirst().orElseThrow(
                    () -> new KintsugiException(Sentence.of("No model that enlarges %s times is installed: see"
                            + " \"kintsugi models list\".", wanted)));
        }
        ModelCard card = of(service, UPSCALE, idOrFolder);
        if (!card.task().equals(UPSCALE)) {
            throw new KintsugiException(Sentence.of("The model \"%s\" can't enlarge: see \"kintsugi models list\".",
                    idOrFolder));
        }
        if (scale != null && card.scale() != scale) {
            throw new KintsugiException(Sentence.of("The model \"%s\" enlarges %s times, not %s.", idOrFolder,
                    card.scale(), scale));
        }
        return card;
    }
}
