package studio.kintsugi.edit;

import java.util.List;

/**
 * A list of steps with a name, to be done to any picture.
 *
 * @param name as people call it
 * @param recipe at least one step
 */
public record Preset(String name, Recipe recipe) {
    public Preset {
        if (name.isBlank() || recipe.steps().isEmpty()) {
            throw new IllegalArgumentException("a preset needs a name and steps");
        }
    }

    /** The steps, in order. */
    public List<Step> steps() {
        return recipe.steps();
    }
}
