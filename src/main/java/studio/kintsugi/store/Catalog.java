package studio.kintsugi.store;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The published weights this application knows of, with their addresses and hashes. */
public final class Catalog {
    private static final String RESOURCE = "/catalogue.json";

    private final List<CatalogEntry> entries;

    public Catalog(List<CatalogEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** The catalogue that ships with the application. */
    public static Catalog official() {
        try (InputStream in = Catalog.class.getResourceAsStream(RESOURCE)) {
            String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Catalog(List.of(new Gson().fromJson(json, CatalogEntry[].class)));
        } catch (IOException | NullPointerException e) {
            throw new IllegalStateException(RESOURCE + " is missing from the program", e);
        }
    }

    public List<CatalogEntry> list() {
        return entries;
    }

    public Optional<CatalogEntry> find(String id) {
        return entries.stream().filter(e -> e.id().equals(id)).findFirst();
    }

    /** The entry whose file has that SHA-256. */
    public Optional<CatalogEntry> bySha256(String hash) {
        return entries.stream().filter(e -> !e.sha256().isEmpty() && e.accepts(hash)).findFirst();
    }
}
