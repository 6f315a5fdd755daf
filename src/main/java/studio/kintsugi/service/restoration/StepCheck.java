package studio.kintsugi.service.restoration;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.store.ModelCard;

/** Whether the steps of a recipe fit the tools and models that there are. */
public final class StepCheck {
    private static final List<String> TOOLS = List.of("denoise", "deblur", "dereflect", ModelChoice.UPSCALE);

    private StepCheck() {}

    /**
     * Looks at all steps before any is done; those that only move pixels need none. Whether a model is installed
     * at all is for who chooses it.
     *
     * @throws KintsugiException where a tool is unknown, or a model is of another task; names the step
     */
    public static void check(InferenceService service, Recipe recipe) throws KintsugiException {
        List<ModelCard> models = new ArrayList<>();
        TOOLS.forEach(tool -> models.addAll(service.models(tool)));
        for (int i = 0; i < recipe.steps().size(); i++) {
            Step step = recipe.steps().get(i);
            if (!Geometry.is(step)) {
                check(step, models, "Step " + (i + 1) + " of the recipe");
            }
        }
    }

    private static void check(Step step, List<ModelCard> models, String name) throws KintsugiException {
        if (!TOOLS.contains(step.tool())) {
            throw new KintsugiException(Sentence.of("%s asks for the tool \"%s\", which can't be applied by this"
                    + " version: it has %s.", name, step.tool(), String.join(", ", TOOLS)));
        }
        List<ModelCard> meant = models.stream().filter(m -> m.sha256().equals(step.modelHash())
                || m.id().equals(step.model())).toList();
        if (!meant.isEmpty() && meant.stream().noneMatch(m -> m.task().equals(step.tool()))) {
            throw new KintsugiException(Sentence.of("%s, %s, names the model \"%s\", which is made to %s.", name,
                    step.tool(), step.model(), meant.getFirst().task()));
        }
    }
}
