package studio.kintsugi.service.library;

import java.nio.file.Path;
import java.util.Optional;
import studio.kintsugi.checkpoint.Checkpoint;
import studio.kintsugi.models.registry.LocalPooling;
import studio.kintsugi.models.registry.Recognition;
import studio.kintsugi.store.CatalogEntry;

/**
 * A checkpoint that was looked at and not yet stored.
 *
 * @param file it came from; must stay while this is in use, for its tensors are mapped
 * @param sha256 of the file
 * @param checkpoint its weights
 * @param recognition what network they belong to
 * @param official the catalogue's entry of this very file
 */
public record ImportCandidate(
        Path file, String sha256, Checkpoint checkpoint, Recognition recognition, Optional<CatalogEntry> official) {
    /** Whether the user must choose one of {@link Recognition#tasks()}. */
    boolean needsTask() {
        return official.isEmpty() && recognition.tasks().size() > 1;
    }

    /** Whether the user must say if the network pools locally, and over which windows. */
    public boolean mayPoolLocally() {
        return recognition.architecture() instanceof LocalPooling;
    }

    /** The task of published weights of this shape, to begin with; only the user can tell whether it is right. */
    public Optional<String> likelyTask() {
        return recognition.architecture().likelyTask(recognition.hyperParameters())
                .filter(recognition.tasks()::contains);
    }
}
