package studio.kintsugi.training.picturetext;

import java.util.List;

/**
 * A kind of thing.
 *
 * @param names the first is the usual one, the others are synonyms
 * @param natural colours it has when none is said
 * @param meshes its shape, or several that it may have
 */
record ObjectKind(List<String> names, List<NamedColor> natural, List<Mesh> meshes) {
    String name() {
        return names.getFirst();
    }
}
