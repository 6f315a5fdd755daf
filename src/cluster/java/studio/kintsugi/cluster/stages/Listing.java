package studio.kintsugi.cluster.stages;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cluster.records.Source;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.imaging.PictureFormat;

/** Writes down all pictures below the inputs, a bounded number a file, as they come: none is kept in memory. */
public final class Listing implements AutoCloseable {
    private static final int LINES = 10_000;
    private static final String PNG = ".png";

    private final OutputFolder output;
    private Writer chunk;
    private long pictures;

    private Listing(OutputFolder output) {
        this.output = output;
    }

    /**
     * What was found.
     *
     * @param pictures how many
     * @param chunks how many files name them
     */
    public record Listed(long pictures, int chunks) {}

    /**
     * Lists the inputs.
     *
     * @param inputs folders, searched with all that is in them, or files
     * @throws KintsugiException where one is not there, or the output would lie over it
     */
    public static Listed write(List<Path> inputs, OutputFolder output) throws KintsugiException, IOException {
        try (Listing listing = new Listing(output)) {
            for (Path input : inputs) {
                listing.add(input);
            }
            return new Listed(listing.pictures, Math.toIntExact((listing.pictures + LINES - 1) / LINES));
        }
    }

    private void add(Path input) throws KintsugiException, IOException {
        FileSystem system = Storage.of(input);
        FileStatus status;
        try {
            status = system.getFileStatus(input);
        } catch (FileNotFoundException e) {
            throw new KintsugiException("The input " + input + " is not there: check its name.", e);
        }
        if (status.isFile()) {
            add(input.getName(), input, status.getLen(), status.getModificationTime());
            return;
        }
        if (isBelow(input, output.root())) {
            throw new KintsugiException("Originals are never overwritten: name an output that is not " + input
                    + " and doesn't hold it.");
        }
        if (Storage.isLocal(input)) {
            walk(input);
        } else {
            list(system, input);
        }
    }

    /** Hadoop reads the whole of a local folder before it gives the first name. */
    private void walk(Path input) throws IOException {
        java.nio.file.Path root = Storage.local(input);
        java.nio.file.Path results = Storage.isLocal(output.root()) ? Storage.local(output.root()) : null;
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(java.nio.file.Path folder, BasicFileAttributes attributes) {
                return folder.equals(results) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes attributes)
                    throws IOException {
                if (attributes.isRegularFile()) {
                    add(root.relativize(file).toString().replace('\\', '/'), new Path(input + "/"
                            + root.relativize(file)), attributes.size(), attributes.lastModifiedTime().toMillis());
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void list(FileSystem system, Path input) throws IOException {
        RemoteIterator<LocatedFileStatus> files = system.listFiles(input, true);
        while (files.hasNext()) {
            LocatedFileStatus file = files.next();
            if (!isBelow(file.getPath(), output.root())) {
                String name = file.getPath().toUri().getPath().substring(input.toUri().getPath().length());
                add(name.startsWith("/") ? name.substring(1) : name, file.getPath(), file.getLen(),
                        file.getModificationTime());
            }
        }
    }

    private static boolean isBelow(Path file, Path folder) {
        return file.equals(folder) || file.toString().startsWith(folder + "/");
    }

    private void add(String name, Path file, long bytes, long modified) throws IOException {
        if (!PictureFormat.isPictureName(file.getName())) {
            return;
        }
        if (pictures % LINES == 0) {
            close();
            chunk = JsonLines.create(output.listing(Math.toIntExact(pictures / LINES)));
        }
        pictures++;
        chunk.write(JsonLines.line(new Source(writable(name), file.toString(), bytes, modified)));
        chunk.write('\n');
    }

    /** What can't be written in its own format becomes a PNG. */
    private static String writable(String name) {
        return PictureFormat.ofName(name).filter(PictureFormat::isWritable).isPresent() ? name : name + PNG;
    }

    @Override
    public void close() throws IOException {
        if (chunk != null) {
            chunk.close();
        }
    }
}
