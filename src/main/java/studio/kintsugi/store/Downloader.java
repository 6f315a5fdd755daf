package studio.kintsugi.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/**
 * Downloads files of the catalogue. A file is written as {@code FILE.part} and renamed once its hash matches. When a
 * download breaks off, the part is kept, and the next download resumes from there.
 */
public final class Downloader {
    private static final Logger LOG = LoggerFactory.getLogger(Downloader.class);

    /** Largest file accepted where neither the catalogue nor the server states its size. */
    private static final long MOST_BYTES = 16L << 30;

    private final HttpClient client;
    private final Duration stall;
    private final int attempts;

    /**
     * @param client decides whether redirects are followed
     * @param stall a connection without data for this long counts as broken
     * @param attempts number of tries in all, at least 1
     */
    public Downloader(HttpClient client, Duration stall, int attempts) {
        this.client = client;
        this.stall = stall;
        this.attempts = attempts;
    }

    /** The standard configuration: redirects are followed except from https to http. */
    public static Downloader standard() {
        return new Downloader(HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20)).build(), Duration.ofSeconds(30), 4);
    }

    /** Bytes that an earlier attempt left in {@code folder}, 0 where there was none. */
    public static long arrived(CatalogEntry entry, Path folder) {
        try {
            return Files.size(part(entry, folder));
        } catch (IOException e) {
            return 0;
        }
    }

    private static Path part(CatalogEntry entry, Path folder) {
        return folder.resolve(entry.file() + ".part");
    }

    /**
     * Downloads a file of the catalogue, or resumes an earlier download.
     *
     * @param from where to fetch it: the entry's own address or a mirror's
     * @param folder receives the file; made where it is missing
     * @return the whole file, its hash checked
     * @throws KintsugiException where it can't be had, is another file, or the listener ended it
     */
    public Path fetch(CatalogEntry entry, URI from, Path folder, DownloadListener listener)
            throws KintsugiException {
        Path part = part(entry, folder);
        try {
            Files.createDirectories(folder);
            PartialFile file = PartialFile.open(part);
            receive(entry, from, file, listener);
            if (!entry.accepts(file.sha256()) && file.wasResumed()) {
                LOG.info("{} is part of another file: starting again", entry.file());
                file.restart();
                receive(entry, from, file, listener);
            }
            String hash = file.sha256();
            if (!entry.accepts(hash)) {
                Files.delete(part);
                throw new KintsugiException(Sentence.of("What %s sent is not %s: its SHA-256 is %s, not %s. Use"
                        + " another address, or %s.", from.getHost(), entry.file(), hash, entry.sha256(),
                        entry.byHand()));
            }
            Path whole = folder.resolve(entry.file());
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return whole;
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("%s can't be written to %s: check its rights and the free space.",
                    entry.file(), folder), e);
        }
    }

    private void receive(CatalogEntry entry, URI from, PartialFile file, DownloadListener listener)
            throws KintsugiException, IOException {
        for (int attempt = 1;; attempt++) {
            try {
                attempt(entry, from, file, listener);
                return;
            } catch (BrokenTransferException e) {
                LOG.info("attempt {} at {} broke off after {} bytes", attempt, from, file.size(), e);
                if (attempt == attempts) {
                    throw new KintsugiException(Sentence.of("The download of %s broke off after %s MB (%s). Try"
                            + " again: it resumes from there. Or %s.", entry.file(), file.size() / 1_000_000,
                            e.getMessage(), entry.byHand()), e);
                }
            }
        }
    }

    private void attempt(CatalogEntry entry, URI from, PartialFile file, DownloadListener listener)
            throws KintsugiException, IOException, BrokenTransferException {
        if (entry.bytes() > 0 && file.size() >= entry.bytes()) {
            if (file.size() == entry.bytes()) {
                return;
            }
            file.restart();
        }
        try (StallGuard watch = new StallGuard(stall, listener)) {
            HttpResponse<InputStream> response = watch.await(client.sendAsync(request(entry, from, file.size()),
                    HttpResponse.BodyHandlers.ofInputStream()));
            try (InputStream body = response.body()) {
                watch.closeWhenStalled(body);
                long total = accept(entry, file, response);
                byte[] buffer = new byte[1 << 16];
                for (int n = watch.read(body, buffer); n >= 0; n = watch.read(body, buffer)) {
                    if (file.size() + n > (total >= 0 ? total : MOST_BYTES)) {
                        throw wrongFile(entry, from, file.size() + n);
                    }
                    file.append(buffer, n);
                    listener.progressed(file.size(), total);
                }
                if (file.size() < total) {
                    throw new BrokenTransferException("the connection was cut", null);
                }
            }
        }
    }

    private HttpRequest request(CatalogEntry entry, URI from, long have) throws KintsugiException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(from).header("User-Agent", "Kintsugi");
            if (have > 0) {
                request.header("Range", "bytes=" + have + "-");
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new KintsugiException(Sentence.of("%s is no address to download from: it should begin with"
                    + " https://. Or %s.", from, entry.byHand()), e);
        }
    }

    /** Checks the response's headers; returns the size of the whole file, or -1 where unknown. */
    private static long accept(CatalogEntry entry, PartialFile file, HttpResponse<InputStream> response)
            throws KintsugiException, IOException, BrokenTransferException {
        int status = response.statusCode();
        URI from = response.uri();
        if (status == 416 || status == 206 && !continues(response, file.size())) {
            file.restart();
            throw new BrokenTransferException("the server can't resume from this position", null);
        }
        if (status >= 500 || status == 429) {
            throw new BrokenTransferException("the server answered " + status, null);
        }
        if (status != 200 && status != 206) {
            throw new KintsugiException(Sentence.of("%s does not give %s (it answered %s): use another address, or"
                    + " %s.", from.getHost(), entry.file(), status, entry.byHand()));
        }
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
            throw new KintsugiException(Sentence.of("%s sent a page instead of %s: %s.", from.getHost(),
                    entry.file(), entry.byHand()));
        }
        if (status == 200) {
            file.restart();
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        long total = length < 0 ? -1 : file.size() + length;
        if (entry.bytes() > 0 && total >= 0 && total != entry.bytes()) {
            throw wrongFile(entry, from, total);
        }
        return entry.bytes() > 0 ? entry.bytes() : total;
    }

    private static boolean continues(HttpResponse<?> response, long at) {
        return response.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + at + "-");
    }

    private static KintsugiException wrongFile(CatalogEntry entry, URI from, long bytes) {
        return new KintsugiException(Sentence.of("What %s sends is not %s: it has %s bytes or more, which is not its"
                + " size. Use another address, or %s.", from.getHost(), entry.file(), bytes, entry.byHand()));
    }
}
