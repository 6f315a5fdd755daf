package studio.kintsugi.models.registry;

import java.util.ArrayList;
import java.util.List;
import studio.kintsugi.checkpoint.HyperParameters;

/**
 * What a state dict was taken for.
 *
 * @param architecture of the network
 * @param title for people, as {@code NAFNet, width 32}
 * @param tasks what weights of this kind may be for; where there are several, only the user or the file's hash can
 *     tell
 * @param hyperParameters as they go into a model card
 * @param missing names of tensors the network has and the state dict lacks
 * @param unexpected names of tensors the state dict has and the network lacks
 * @param misshapen tensors of another shape than the network's, as {@code intro.weight (8, 3, 3, 3), not (4, 3, 3, 3)}
 */
public record Recognition(
        Architecture architecture,
        String title,
        List<String> tasks,
        HyperParameters hyperParameters,
        List<String> missing,
        List<String> unexpected,
        List<String> misshapen) {
    private static final int MOST_NAMED = 4;

    public Recognition {
        tasks = List.copyOf(tasks);
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        misshapen = List.copyOf(misshapen);
    }

    /** Every tensor is there, of the right shape, and no other. */
    public boolean isExact() {
        return differences() == 0;
    }

    /** Number of tensors that are missing, left over or misshapen. */
    public int differences() {
        return missing.size() + unexpected.size() + misshapen.size();
    }

    /** What is wrong, as {@code 2 tensors are missing (a, b); 1 is left over (c)}. */
    public String complaint() {
        List<String> parts = new ArrayList<>();
        add(parts, missing, "missing");
        add(parts, unexpected, "left over");
        add(parts, misshapen, "of the wrong shape");
        return String.join("; ", parts);
    }

    private static void add(List<String> parts, List<String> names, String what) {
        if (!names.isEmpty()) {
            String some = String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMED)));
            parts.add(names.size() + (names.size() == 1 ? " tensor is " : " tensors are ") + what + " (" + some
                    + (names.size() > MOST_NAMED ? ", …" : "") + ")");
        }
    }
}
