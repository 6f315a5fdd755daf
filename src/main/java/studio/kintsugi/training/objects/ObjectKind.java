package studio.kintsugi.training.objects;

import java.util.List;

/**
 * A kind of thing.
 *
 * @param names the first is the usual one, the others are synonyms
 * @param natural colours it has when none is said
 * @param mesh its shape
 */
record ObjectKind(List<String> names, List<NamedColour> natural, Mesh mesh) {
    String name() {
        return names.getFirst();
    }
}
