package studio.kintsugi.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;

/** Which file is read and which is written. */
final class BatchFiles {
    private static final Set<String> ENDINGS =
            Set.of("jpg", "jpeg", "png", "tif", "tiff", "webp", "bmp", "gif");

    private BatchFiles() {}

    /**
     * Pairs inputs with outputs: one file goes to a file or into a folder; folders are searched for pictures and go
     * into a folder under their own names.
     *
     * @throws KintsugiException where that can't be done, or an original would be overwritten
     */
    static Map<Path, Path> pair(List<Path> inputs, Path output) throws KintsugiException {
        List<Path> files = new ArrayList<>();
        boolean many = inputs.size() > 1;
        for (Path input : inputs) {
            if (Files.isDirectory(input)) {
                many = true;
                files.addAll(list(input));
            } else {
                files.add(input);
            }
        }
        boolean intoFolder = many || Files.isDirectory(output);
        if (many && Files.exists(output) && !Files.isDirectory(output)) {
            throw new KintsugiException(output + " is a file: name a folder with -o for more than one picture.");
        }
        Map<Path, Path> pairs = new LinkedHashMap<>();
        for (Path file : files) {
            Path target = intoFolder ? output.resolve(file.getFileName()) : output;
            if (same(file, target)) {
                throw new KintsugiException("Originals are never overwritten: give another name than " + target
                        + " with -o.");
            }
            if (pairs.containsValue(target)) {
                throw new KintsugiException("Two pictures are named " + target.getFileName()
                        + ": mend their folders one at a time.");
            }
            pairs.put(file, target);
        }
        if (intoFolder) {
            create(output);
        }
        return pairs;
    }

    private static List<Path> list(Path folder) throws KintsugiException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> pictures = entries.filter(BatchFiles::isPicture).sorted().toList();
            if (pictures.isEmpty()) {
                throw new KintsugiException("There are no pictures in the folder " + folder + ".");
            }
            return pictures;
        } catch (IOException e) {
            throw new KintsugiException("The folder " + folder + " can't be read.", e);
        }
    }

    static boolean isPicture(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Files.isRegularFile(file) && ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static boolean same(Path a, Path b) {
        try {
            return Files.exists(b) && Files.isSameFile(a, b) || a.toAbsolutePath().equals(b.toAbsolutePath());
        } catch (IOException e) {
            return false;
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
