package studio.kintsugi.service.library;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.DownloadListener;
import studio.kintsugi.store.Downloader;
import studio.kintsugi.store.Sha256;
import studio.kintsugi.store.StoredModel;

/** Brings models of the catalogue into the store: fetched when asked for, checked, imported, the file thrown away. */
public final class ModelDownloads {
    private static final Logger LOG = LoggerFactory.getLogger(ModelDownloads.class);

    private final Supplier<Downloader> downloader;
    private final ModelImporter importer;
    private final Path folder;

    /**
     * @param downloader asked for when there is something to fetch
     * @param folder for files that are arriving
     */
    public ModelDownloads(Supplier<Downloader> downloader, ModelImporter importer, Path folder) {
        this.downloader = downloader;
        this.importer = importer;
        this.folder = folder;
    }

    /**
     * Fetches a model and stores it.
     *
     * @param from a mirror's address or a local file; null for the catalogue's own address
     * @throws KintsugiException where the file can't be had or is another, or the listener ended it; the store is as
     *     it was
     */
    public StoredModel install(CatalogEntry entry, String from, DownloadListener listener) throws KintsugiException {
        if (from == null && !entry.isDownloadable()) {
            throw new KintsugiException(Sentence.of("The provider of %s gives it to browsers only: %s.",
                    entry.title(), entry.byHand()));
        }
        ImportChoices choices = new ImportChoices(entry.id(), entry.title(), entry.task(), null);
        if (from != null && !from.matches("(?i)https?://.*")) {
            Path file = local(entry, from);
            return importer.add(importer.inspect(file), choices);
        }
        Path file = downloader.get().fetch(entry, address(from == null ? entry.address() : from), folder, listener);
        try {
            return importer.add(importer.inspect(file), choices);
        } finally {
            deleteQuietly(file);
        }
    }

    /** Bytes of a model that an earlier attempt left, from which the next one resumes. */
    public long arrived(CatalogEntry entry) {
        return Downloader.arrived(entry, folder);
    }

    private static Path local(CatalogEntry entry, String from) throws KintsugiException {
        try {
            Path file = from.startsWith("file:") ? Path.of(URI.create(from)) : Path.of(from);
            String hash = Sha256.of(file);
            if (!entry.accepts(hash)) {
                throw new KintsugiException(Sentence.of("%s is not %s: its SHA-256 is %s, not %s.", file,
                        entry.file(), hash, entry.sha256()));
            }
            return file;
        } catch (IOException | IllegalArgumentException e) {
            throw new KintsugiException(Sentence.of("There is no file %s that can be read.", from), e);
        }
    }

    private static URI address(String text) throws KintsugiException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new KintsugiException(Sentence.of("%s is no address: it should begin with https://.", text), e);
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} is left over", file, e);
        }
    }
}
