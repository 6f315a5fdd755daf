package studio.kintsugi.service.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.DoubleSupplier;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.batch.journal.FileId;
import studio.kintsugi.service.batch.journal.WorkId;
import studio.kintsugi.service.job.FailureSentences;
import studio.kintsugi.store.Sha256;

/**
 * Takes a picture from its source to its result: read, have the tool work, write. The three parts may run on three
 * threads, each picture after the other; {@link #treat} does all three. Thread-safe.
 */
public final class PictureWork {
    private static final FailureSentences SENTENCES = new FailureSentences(
            Sentence.of("There is not enough memory for this picture: make it smaller, or do fewer at once."),
            Sentence.of("Something went wrong with this picture that should not have: see it with -v."));

    private final PictureTool tool;
    private final WriteOptions options;
    private final Path copies;

    public PictureWork(PictureTool tool, WriteOptions options) {
        this(tool, options, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * @param copies folder for copies of pictures that are no files here
     */
    public PictureWork(PictureTool tool, WriteOptions options, Path copies) {
        this.tool = tool;
        this.options = options;
        this.copies = copies;
    }

    /** A picture that was read. */
    record Taken(PictureSource source, FileId id, Picture picture, double seconds) {}

    /** A picture that the tool has worked on. */
    record Worked(Taken taken, PictureResult result) {}

    /** Sees a result that is whole, before it takes its place, as a journal does. */
    @FunctionalInterface
    public interface Witness {
        void sees(PictureOutcome outcome) throws IOException;
    }

    /** What is done, to tell the results of the same work from others. */
    public WorkId id() {
        return new WorkId(Sha256.of(tool.description()), tool.models(), options.toString());
    }

    /** The tool that works. */
    public PictureTool tool() {
        return tool;
    }

    /**
     * All three parts. Never throws for what is wrong with a picture: that is in the outcome.
     *
     * @param target where the result goes, on this machine; the format is the one that was chosen, or that of its name
     * @param witness sees the result before it takes its place
     * @throws CancellationException where the work was cancelled
     */
    public PictureOutcome treat(PictureSource source, Path target, ToolListener listener, Witness witness) {
        Taken taken = null;
        try {
            taken = read(source);
            return write(work(taken, listener), target, witness);
        } catch (KintsugiException e) {
            return PictureOutcome.failed(source.name(), taken == null ? null : taken.id(), e.getMessage());
        }
    }

    /** Reads a source and decodes it. */
    Taken read(PictureSource source) throws KintsugiException {
        long began = System.nanoTime();
        try {
            if (source.file().isPresent()) {
                Path file = source.file().get();
                // what is no file is refused by the reader, which says why
                FileId id = Files.isRegularFile(file) && Files.isReadable(file) ? FileId.of(file, source.name()) : null;
                return new Taken(source, id, PictureReader.read(file), since(began));
            }
            return readCopy(source, began);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw explained(source, e);
        }
    }

    /** Decoders need files to jump about in, so the source is copied to one under its own name. */
    private Taken readCopy(PictureSource source, long began) throws IOException, KintsugiException {
        Path folder = Files.createTempDirectory(copies, "kintsugi-");
        Path copy = folder.resolve(source.name().substring(source.name().lastIndexOf('/') + 1));
        try {
            String hash;
            try (InputStream in = source.open(); OutputStream out = Files.newOutputStream(copy)) {
                hash = Sha256.copy(in, out);
            }
            FileId id = new FileId(source.name(), Files.size(copy), source.time(), hash);
            return new Taken(source, id, PictureReader.read(copy), since(began));
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    /** Memory that a picture of a file and its result take, in bytes. */
    long bytes(PictureSource source) throws KintsugiException {
        if (source.file().isEmpty()) {
            return 0;
        }
        PictureSize size = PictureReader.probe(source.file().get());
        long plane = (long) size.width() * size.height() * Float.BYTES;
        return plane * (Picture.CHANNELS + 1) * (1 + (long) tool.scale() * tool.scale());
    }

    /** Has the tool work on a picture. */
    Worked work(Taken taken, ToolListener listener) throws KintsugiException {
        try {
            return new Worked(taken, tool.apply(taken.picture(), listener));
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw explained(taken.source(), e);
        }
    }

    /** Writes a result. */
    PictureOutcome write(Worked worked, Path target, Witness witness) throws KintsugiException {
        long began = System.nanoTime();
        PictureResult result = worked.result();
        Taken taken = worked.taken();
        double before = result.networkSeconds();
        // the last step may be made while it is written
        DoubleSupplier writing = () -> Math.max(0, since(began) - (result.networkSeconds() - before));
        PictureOutcome[] seen = new PictureOutcome[1];
        AtomicFile.Witness whole = file -> {
            seen[0] = new PictureOutcome(taken.source().name(), taken.id(), FileId.of(file, target.toString()),
                    result.width(), result.height(), taken.seconds(), result.networkSeconds(), writing.getAsDouble(),
                    List.of(), null);
            witness.sees(seen[0]);
        };
        try {
            List<String> notes = result.write(target, options, whole);
            PictureOutcome o = seen[0];
            return new PictureOutcome(o.input(), o.source(), o.result(), o.width(), o.height(), o.readSeconds(),
                    result.networkSeconds(), writing.getAsDouble(), notes, null);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError e) {
            throw explained(taken.source(), e);
        }
    }

    private static KintsugiException explained(PictureSource source, Throwable e) {
        if (e instanceof IOException) {
            return new KintsugiException(Sentence.of("“%s” can't be read (%s): check the connection and its rights.",
                    source.name(), e.getMessage()), e);
        }
        return SENTENCES.explain(e);
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
