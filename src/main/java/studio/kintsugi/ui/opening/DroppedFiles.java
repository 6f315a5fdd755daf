package studio.kintsugi.ui.opening;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import studio.kintsugi.service.library.ModelImporter;

/**
 * Files dropped on the window, sorted by what is done with them.
 *
 * @param checkpoints to be imported, Hugging Face's folders among them
 * @param pictures all others, to be opened
 */
public record DroppedFiles(List<Path> checkpoints, List<Path> pictures) {
    private static final Pattern CHECKPOINT = Pattern.compile("(?i).*\\.(pth|pt|safetensors|ckpt)");

    /** Sorts them. */
    public static DroppedFiles of(List<Path> files) {
        Predicate<Path> checkpoint = f -> CHECKPOINT.matcher(f.getFileName().toString()).matches()
                || ModelImporter.holdsModel(f);
        return new DroppedFiles(files.stream().filter(checkpoint).toList(),
                files.stream().filter(checkpoint.negate()).toList());
    }
}
