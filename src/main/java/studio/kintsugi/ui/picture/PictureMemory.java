package studio.kintsugi.ui.picture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.service.session.KeptWork;
import studio.kintsugi.service.session.WorkState;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Texts;

/**
 * Which documents hold their pixels: those in use, and as many of those used last as there is room for. The others let
 * go of them and read them again when they are used. For the JavaFX thread.
 */
public final class PictureMemory {
    private final BackgroundTasks tasks;
    private final Predicate<Document> inUse;
    private final long mostBytes;
    private final Set<Document> awake = new LinkedHashSet<>();
    private final Map<Document, List<Waiting>> waking = new HashMap<>();
    private Document shown;
    private Document comes;

    /** What is done once a document has its pixels, or can't have them. */
    private record Waiting(Runnable then, Consumer<String> failed) {}

    /**
     * @param tasks read pixels
     * @param inUse tells documents that keep their pixels whatever they take
     * @param mostBytes that all others may hold together with those
     */
    public PictureMemory(BackgroundTasks tasks, Predicate<Document> inUse, long mostBytes) {
        this.tasks = tasks;
        this.inUse = inUse;
        this.mostBytes = mostBytes;
    }

    /**
     * Does something with a document's pixels, at once where they are at hand.
     *
     * @param failed receives a sentence where they can't be read
     */
    public void use(Document document, Runnable then, Consumer<String> failed) {
        if (document.isAwake()) {
            awake.remove(document);
            awake.add(document);
            then.run();
            trim();
            return;
        }
        List<Waiting> waiting = waking.get(document);
        if (waiting != null) {
            waiting.add(new Waiting(then, failed));
            return;
        }
        waking.put(document, new ArrayList<>(List.of(new Waiting(then, failed))));
        WorkState state = document.state(document.history());
        Optional<KeptWork> kept = document.kept();
        Region size = document.bounds();
        tasks.run(() -> {
            KeptPixels pixels = KeptPixels.read(state, kept);
            if (!pixels.opened().bounds().equals(size)) {
                throw new KintsugiException(Texts.of("picture.changed", document.name()));
            }
            return pixels;
        }, pixels -> woken(document, pixels), sentence ->
                waking.remove(document).forEach(w -> w.failed().accept(sentence)));
    }

    private void woken(Document document, KeptPixels pixels) {
        List<Waiting> waiting = waking.remove(document);
        document.wake(pixels);
        awake.add(document);
        waiting.forEach(w -> w.then().run());
        trim();
    }

    /**
     * Gives the document in front its pixels. Where others come to the front before it has them, only the last of these
     * is read.
     */
    public void show(Document document, Consumer<String> failed) {
        shown = document;
        if (document.isAwake()) {
            use(document, () -> { }, failed);
        } else if (comes == null) {
            comes = document;
            use(document, () -> came(failed), sentence -> {
                comes = null;
                failed.accept(sentence);
            });
        }
    }

    private void came(Consumer<String> failed) {
        comes = null;
        if (!shown.isAwake()) {
            show(shown, failed);
        }
    }

    /** The document is closed. */
    public void forget(Document document) {
        awake.remove(document);
    }

    /** Has those that were not used for the longest time let go of their pixels, until the others have room. */
    public void trim() {
        long bytes = awake.stream().mapToLong(Document::bytes).sum();
        for (Document document : List.copyOf(awake)) {
            if (bytes <= mostBytes) {
                return;
            }
            if (!inUse.test(document) && document.mayRest()) {
                bytes -= document.bytes();
                document.rest();
                awake.remove(document);
            }
        }
    }
}
