package studio.kintsugi.cli.common;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.imaging.io.PictureFolder;

/** Which file is read and which is written. */
public final class BatchFiles {
    private BatchFiles() {}

    /**
     * Pairs inputs with outputs: one file goes to a file or into a folder; folders are searched for pictures and go
     * into a folder under their own names.
     *
     * @throws KintsugiException where that can't be done, or an original would be overwritten
     */
    public static Map<Path, Path> pair(List<Path> inputs, Path output) throws KintsugiException {
        return pair(inputs, output, inputs.size() > 1);
    }

    /** As {@link #pair}, but that {@code output} is a folder however many pictures there are. */
    public static Map<Path, Path> pairIntoFolder(List<Path> inputs, Path output) throws KintsugiException {
        return pair(inputs, output, true);
    }

    private static Map<Path, Path> pair(List<Path> inputs, Path output, boolean folder) throws KintsugiException {
        List<Path> files = new ArrayList<>();
        boolean many = folder;
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                many = true;
                files.addAll(PictureFolder.list(input));
            } else {
                files.add(input);
            }
        }
        boolean intoFolder = many || Files.isDirectory(output);
        if (many && Files.exists(output) && !Files.isDirectory(output)) {
            throw new KintsugiException(output + " is a file: name a folder with -o for more than one picture.");
        }
        Set<Path> originals = new HashSet<>();
        for (Path file : files) {
            real(file).ifPresent(originals::add);
        }
        Map<Path, Path> pairs = new LinkedHashMap<>();
        for (Path file : files) {
            Path target = intoFolder ? output.resolve(file.getFileName()) : output;
            if (SameFile.are(file, target) || real(target).filter(originals::contains).isPresent()) {
                throw new KintsugiException("Originals are never overwritten: give another name than " + target
                        + " with -o.");
            }
            if (pairs.containsValue(target)) {
                throw new KintsugiException("Two pictures are named " + target.getFileName()
                        + ": give their folders one at a time.");
            }
            pairs.put(file, target);
        }
        if (intoFolder) {
            create(output);
        }
        return pairs;
    }

    /** Where a path leads, without {@code ..} and links; nothing where it leads nowhere. */
    private static Optional<Path> real(Path file) {
        try {
            return Optional.of(file.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void create(Path folder) throws KintsugiException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new KintsugiException("The folder " + folder + " can't be made: check the place and its rights.", e);
        }
    }
}
