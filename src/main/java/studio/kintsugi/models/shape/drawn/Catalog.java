package studio.kintsugi.models.shape.drawn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import studio.kintsugi.models.shape.look.NamedColor;

/** The drawn kinds by all of their names. */
public final class Catalog {
    /** All that are in the file. */
    public static final Catalog BUILT_IN = new Catalog(KindsFile.lines().toList());

    private final Map<String, String> lines = new LinkedHashMap<>();

    private Catalog(List<String> kinds) {
        for (String line : kinds) {
            KindsFile.names(line).forEach(name -> lines.putIfAbsent(name, line));
        }
    }

    /** Names of all kinds, synonyms among them. */
    public Set<String> names() {
        return lines.keySet();
    }

    /**
     * One thing of a kind, its main part in its usual colour by {@link Mesh#MAIN}.
     *
     * @param name one of {@link #names()}
     * @param seed of its proportions
     */
    public Drawing draw(String name, long seed) {
        String line = lines.get(name);
        ObjectKind kind = KindsFile.kind(line);
        return new Drawing(name, kind.natural().stream().map(NamedColor::rgb).toList(),
                KindsFile.mesh(line, KindsFile.Variation.SLIGHT, new SplittableRandom(seed)));
    }

    /**
     * A thing.
     *
     * @param name of its kind
     * @param usual colours that its main part may have when none is said, 0xRRGGBB, the most usual first
     */
    public record Drawing(String name, List<Integer> usual, Mesh mesh) {}
}
