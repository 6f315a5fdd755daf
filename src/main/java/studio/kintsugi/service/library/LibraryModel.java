package studio.kintsugi.service.library;

import java.util.Map;
import java.util.Optional;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.StoredModel;

/**
 * A model as the model manager lists it.
 *
 * @param origin whether it is here, and how it came
 * @param id name on the command line
 * @param title name in the window
 * @param task as in {@link ModelCard#task()}
 * @param architecture as in {@link ModelCard#architecture()}
 * @param bytes size of its file, 0 where it is not known
 * @param license SPDX id; {@code NOASSERTION} where none is stated
 * @param provenance who made it
 * @param metrics what was measured or, by the authors of official weights, stated
 * @param arrived bytes that a download left when it was stopped
 * @param isDefault whether its tool begins with it
 * @param card empty for what is not installed
 * @param entry empty for what is installed
 */
public record LibraryModel(
        Origin origin,
        String id,
        String title,
        String task,
        String architecture,
        long bytes,
        String license,
        String provenance,
        Map<String, Double> metrics,
        long arrived,
        boolean isDefault,
        Optional<ModelCard> card,
        Optional<CatalogEntry> entry) {
    /** Whether a model is here, and how it came. */
    public enum Origin { BUILT_IN, INSTALLED, AVAILABLE }

    static LibraryModel of(StoredModel model, long bytes, boolean isDefault) {
        ModelCard card = model.card();
        return new LibraryModel(model.builtIn() ? Origin.BUILT_IN : Origin.INSTALLED, card.id(), card.title(),
                card.task(), card.architecture(), bytes, card.license(), card.provenance(), card.metrics(), 0,
                isDefault, Optional.of(card), Optional.empty());
    }

    static LibraryModel of(CatalogEntry entry, long arrived) {
        return new LibraryModel(Origin.AVAILABLE, entry.id(), entry.title(), entry.task(), entry.architecture(),
                entry.bytes(), entry.license(), entry.provenance(), entry.metrics(), arrived, false,
                Optional.empty(), Optional.of(entry));
    }
}
