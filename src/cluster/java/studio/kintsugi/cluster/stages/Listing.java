package studio.kintsugi.cluster.stages;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cluster.records.Found;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Storage;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.service.batch.plan.ResultNames;

/** Writes down all pictures below the inputs, a bounded number a file, as they come: none is kept in memory. */
public final class Listing implements AutoCloseable {
    private static final int LINES = 10_000;

    private final OutputFolder output;
    private final ResultNames names;
    private final Set<String> replaced = new TreeSet<>();
    private Writer chunk;
    private int input;
    private long pictures;

    private Listing(OutputFolder output, ResultNames names) {
        this.output = output;
        this.names = names;
    }

    /**
     * What was found.
     *
     * @param pictures how many
     * @param chunks how many files name them
     * @param replaced titles of the formats that PNG takes the place of
     */
    public record Listed(long pictures, int chunks, Set<String> replaced) {}

    /**
     * Lists the inputs.
     *
     * @param inputs folders, searched with all that is in them, or files
     * @param names of the results
     * @throws KintsugiException where one is not there, or the output would lie over it
     */
    public static Listed write(List<Path> inputs, OutputFolder output, ResultNames names)
            throws KintsugiException, IOException {
        try (Listing listing = new Listing(output, names)) {
            for (Path input : inputs) {
                listing.add(input);
                listing.input++;
            }
            return new Listed(listing.pictures, Math.toIntExact((listing.pictures + LINES - 1) / LINES),
                    listing.replaced);
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
            add("", input, status.getLen(), status.getModificationTime());
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
                    String name = root.relativize(file).toString().replace('\\', '/');
                    add(folder(name), new Path(input + "/" + name), attributes.size(),
                            attributes.lastModifiedTime().toMillis());
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
                add(folder(name.startsWith("/") ? name.substring(1) : name), file.getPath(), file.getLen(),
                        file.getModificationTime());
            }
        }
    }

    private static boolean isBelow(Path file, Path folder) {
        return file.equals(folder) || file.toString().startsWith(folder + "/");
    }

    private static String folder(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('/')));
    }

    private void add(String folder, Path file, long bytes, long modified) throws IOException {
        if (!PictureFormat.isPictureName(file.getName())) {
            return;
        }
        if (pictures % LINES == 0) {
            close();
            chunk = JsonLines.create(output.listing(Math.toIntExact(pictures / LINES)));
        }
        pictures++;
        names.replaced(file.getName()).ifPresent(format -> replaced.add(format.title()));
        chunk.write(JsonLines.line(new Found(input, folder, file.toString(), bytes, modified)));
        chunk.write('\n');
    }

    @Override
    public void close() throws IOException {
        if (chunk != null) {
            chunk.close();
        }
    }
}
