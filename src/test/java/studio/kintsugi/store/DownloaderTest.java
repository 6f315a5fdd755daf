package studio.kintsugi.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.checkpoint.HyperParameters;

/** A server on this machine that misbehaves in every way a server can. */
class DownloaderTest {
    private static final DownloadListener SILENT = (done, total) -> { };
    private static final int HALF = 150_000;

    @TempDir
    private Path folder;

    private final byte[] content = new byte[300_000];
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch testEnds = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    /** What the server does with one request; the number counts from 1. */
    private interface Behavior {
        void answer(HttpExchange exchange, int number) throws IOException, InterruptedException;
    }

    @BeforeEach
    void begin() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void end() {
        testEnds.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private URI serve(Behavior behavior) {
        server.createContext("/", exchange -> {
            try (exchange) {
                behavior.answer(exchange, requests.incrementAndGet());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w.pth");
    }

    private CatalogEntry entry(boolean sized) throws IOException {
        Path file = folder.resolve("reference");
        Files.write(file, content);
        return new CatalogEntry("w", "W", "denoise", "nafnet", "w.pth", "", "http://example.org/page",
                sized ? content.length : 0, Sha256.of(file), "MIT", "", List.of(), Map.of(),
                        HyperParameters.of(Map.of()));
    }

    private Path fetch(URI from, DownloadListener listener) throws Exception {
        Downloader downloader = new Downloader(HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL).build(), Duration.ofMillis(400), 3);
        return downloader.fetch(entry(true), from, folder.resolve("downloads"), listener);
    }

    private void assertDownloads(URI from) throws Exception {
        assertArrayEquals(content, Files.readAllBytes(fetch(from, SILENT)));
        assertFalse(Files.exists(folder.resolve("downloads/w.pth.part")));
    }

    private String assertFails(URI from) {
        KintsugiException e = assertTimeout(Duration.ofSeconds(8),
                () -> assertThrows(KintsugiException.class, () -> fetch(from, SILENT)));
        assertFalse(Files.exists(folder.resolve("downloads/w.pth")));
        return e.getMessage();
    }

    /** Sends the requested range. */
    private void send(HttpExchange exchange) throws IOException {
        int from = from(exchange);
        if (from > 0) {
            exchange.getResponseHeaders().add("Content-Range",
                    "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        exchange.getResponseBody().write(content, from, content.length - from);
    }

    private static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    }

    private void sendHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content, 0, HALF);
        exchange.getResponseBody().flush();
    }

    @Test
    void aGoodServerIsDownloadedFrom() throws Exception {
        assertDownloads(serve((e, n) -> send(e)));
        assertEquals(1, requests.get());
    }

    @Test
    void aStalledTransferIsResumed() throws Exception {
        assertDownloads(serve((e, n) -> {
            if (n == 1) {
                sendHalf(e);
                testEnds.await(20, TimeUnit.SECONDS);
            } else {
                assertTrue(from(e) > 0);
                send(e);
            }
        }));
    }

    @Test
    void aSilentServerTimesOut() {
        String sentence = assertFails(serve((e, n) -> testEnds.await(20, TimeUnit.SECONDS)));
        assertTrue(sentence.contains("does not answer") && sentence.contains("http://example.org/page"), sentence);
    }

    @Test
    void aCutTransferIsResumed() throws Exception {
        assertDownloads(serve((e, n) -> {
            if (n == 1) {
                sendHalf(e);
            } else {
                send(e);
            }
        }));
    }

    @Test
    void aDownloadThatIsAlwaysCutFailsAndKeepsItsPart() throws Exception {
        assertTrue(assertFails(serve((e, n) -> sendHalf(e))).contains("Try again"));
        assertTrue(Files.size(folder.resolve("downloads/w.pth.part")) > 0);
    }

    @Test
    void aDownloadStartsAgainIfTheServerIgnoresRanges() throws Exception {
        assertDownloads(serve((e, n) -> {
            if (n == 1) {
                sendHalf(e);
            } else {
                e.sendResponseHeaders(200, content.length);
                e.getResponseBody().write(content);
            }
        }));
    }

    @Test
    void aDownloadStartsAgainIfTheServerSendsAnotherRange() throws Exception {
        assertDownloads(serve((e, n) -> {
            if (n == 1) {
                sendHalf(e);
            } else if (from(e) > 0) {
                e.getResponseHeaders().add("Content-Range", "bytes 7-" + (content.length - 1) + "/" + content.length);
                e.sendResponseHeaders(206, content.length - 7);
                e.getResponseBody().write(content, 7, content.length - 7);
            } else {
                send(e);
            }
        }));
    }

    @Test
    void thePartOfAnotherFileIsDiscarded() throws Exception {
        Files.createDirectories(folder.resolve("downloads"));
        Files.write(folder.resolve("downloads/w.pth.part"), new byte[1000]);
        assertDownloads(serve((e, n) -> send(e)));
        Files.write(folder.resolve("downloads/w.pth.part"), new byte[content.length]);
        assertDownloads(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/w.pth"));
    }

    @Test
    void aWrongFileIsRefusedAndNothingOfItStays() throws Exception {
        byte[] other = Arrays.copyOf(content, content.length);
        other[77]++;
        String sentence = assertFails(serve((e, n) -> {
            e.sendResponseHeaders(200, other.length);
            e.getResponseBody().write(other);
        }));
        assertTrue(sentence.contains("SHA-256"), sentence);
        assertFalse(Files.exists(folder.resolve("downloads/w.pth.part")));
    }

    @Test
    void aFileOfAnotherSizeIsRefusedBeforeItsDownload() {
        assertTrue(assertFails(serve((e, n) -> {
            e.sendResponseHeaders(200, content.length + 1);
            e.getResponseBody().write(content);
            e.getResponseBody().write(0);
        })).contains("size"));
    }

    @Test
    void anEndlessStreamIsStopped() {
        assertTrue(assertFails(serve((e, n) -> {
            e.sendResponseHeaders(200, 0);
            while (testEnds.getCount() > 0) {
                e.getResponseBody().write(content);
            }
        })).contains("size"));
    }

    @Test
    void redirectsAreFollowedButNotForEver() throws Exception {
        assertDownloads(serve((e, n) -> {
            if (n < 3) {
                e.getResponseHeaders().add("Location", "/moved" + n);
                e.sendResponseHeaders(302, -1);
            } else {
                send(e);
            }
        }));
        Files.delete(folder.resolve("downloads/w.pth"));
        requests.set(0);
        server.removeContext("/");
        assertTrue(assertFails(serve((e, n) -> {
            e.getResponseHeaders().add("Location", "/again" + n);
            e.sendResponseHeaders(302, -1);
        })).contains("302"));
    }

    @Test
    void aPageInsteadOfAFileSaysHowToFetchByHand() {
        String sentence = assertFails(serve((e, n) -> {
            e.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            e.sendResponseHeaders(200, 5);
            e.getResponseBody().write("Quota".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }));
        assertTrue(sentence.contains("page") && sentence.contains("browser"), sentence);
    }

    @Test
    void refusalsAreReportedAndFailuresRetried() throws Exception {
        assertTrue(assertFails(serve((e, n) -> e.sendResponseHeaders(404, -1))).contains("404"));
        assertEquals(1, requests.getAndSet(0));
        server.removeContext("/");
        assertDownloads(serve((e, n) -> {
            if (n < 3) {
                e.sendResponseHeaders(503, -1);
            } else {
                send(e);
            }
        }));
    }

    @Test
    void anUnreachableServerIsReported() {
        assertTrue(assertFails(URI.create("http://127.0.0.1:1/w.pth")).contains("can't be reached"));
    }

    @Test
    void cancellingEndsAStalledTransferAtOnceAndKeepsItsPart() throws Exception {
        URI from = serve((e, n) -> {
            sendHalf(e);
            testEnds.await(20, TimeUnit.SECONDS);
        });
        AtomicInteger asked = new AtomicInteger();
        KintsugiException e = assertTimeout(Duration.ofSeconds(2), () -> assertThrows(KintsugiException.class,
                () -> new Downloader(HttpClient.newHttpClient(), Duration.ofSeconds(60), 3).fetch(entry(true), from,
                        folder.resolve("downloads"), new DownloadListener() {
                            @Override
                            public void progressed(long done, long total) {
                                assertEquals(content.length, total);
                            }

                            @Override
                            public boolean isCancelled() {
                                return asked.incrementAndGet() > 8;
                            }
                        })));
        assertTrue(e.getMessage().contains("stopped"), e.getMessage());
        assertEquals(HALF, Files.size(folder.resolve("downloads/w.pth.part")));
    }
}
