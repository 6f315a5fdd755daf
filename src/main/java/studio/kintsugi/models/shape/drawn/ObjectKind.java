package studio.kintsugi.models.shape.drawn;

import java.util.List;
import studio.kintsugi.models.shape.look.NamedColor;

/**
 * A kind of thing.
 *
 * @param names the first is the usual one, the others are synonyms
 * @param natural colours it has when none is said
 * @param meshes its shape, or several that it may have
 */
public record ObjectKind(List<String> names, List<NamedColor> natural, List<Mesh> meshes) {
    public String name() {
        return names.getFirst();
    }
}
