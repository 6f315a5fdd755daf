package studio.kintsugi.models.gal;

import java.util.Set;

/** Reads block numbers off names. */
final class BlockNumbers {
    private BlockNumbers() {}

    /** One more than the largest N among the names that begin {@code prefix} N {@code .}; 0 where there is none. */
    static int count(Set<String> names, String prefix) {
        return names.stream().filter(n -> n.startsWith(prefix))
                .map(n -> n.substring(prefix.length(), Math.max(prefix.length(), n.indexOf('.', prefix.length()))))
                .filter(n -> n.matches("\\d{1,4}"))
                .mapToInt(n -> Integer.parseInt(n) + 1).max().orElse(0);
    }
}
