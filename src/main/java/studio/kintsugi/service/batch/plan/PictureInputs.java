package studio.kintsugi.service.batch.plan;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.io.PictureFolder;

/** Finds the pictures that people name: files, folders, and patterns with {@code *}, {@code **}, ? or [ ]. */
public final class PictureInputs {
    private static final String WILDCARDS = "*?[{";

    private final boolean recursive;
    private final Path output;

    /**
     * @param recursive whether folders within folders are searched too
     * @param output where results go; never searched for pictures on the way through a folder
     */
    public PictureInputs(boolean recursive, Path output) {
        this.recursive = recursive;
        this.output = output.toAbsolutePath().normalize();
    }

    /**
     * All pictures, in the order of the names, and by name within a folder. A file that is named itself is taken
     * whatever it is: reading it says what is wrong with it.
     *
     * @throws KintsugiException where a folder can't be read or holds no pictures, or nothing fits a pattern
     */
    public List<BatchInput> find(List<String> names) throws KintsugiException {
        List<BatchInput> found = new ArrayList<>();
        for (String name : names) {
            Path path = path(name);
            if (path != null && Files.isDirectory(path)) {
                found.addAll(folder(path));
            } else if (path != null && Files.exists(path) || name.chars().noneMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
                if (path == null) {
                    throw new KintsugiException(Sentence.of("“%s” is no name that a file can have.", name));
                }
                found.add(BatchInput.of(path));
            } else {
                found.addAll(fitting(name));
            }
        }
        return found;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException noPath) {
            return null;
        }
    }

    private List<BatchInput> folder(Path folder) throws KintsugiException {
        if (!recursive) {
            return PictureFolder.list(folder).stream().map(BatchInput::of).toList();
        }
        List<BatchInput> found = in(folder);
        if (found.isEmpty()) {
            throw new KintsugiException(Sentence.of("There are no pictures in the folder %s and the folders in it.",
                    folder));
        }
        return found;
    }

    /**
     * The pictures in a folder, and in folders within it where these are searched too; none where it is empty.
     *
     * @throws KintsugiException where it can't be read
     */
    public List<BatchInput> in(Path folder) throws KintsugiException {
        return walk(folder, recursive ? Integer.MAX_VALUE : 1);
    }

    /** Pictures that fit a pattern which no shell has expanded. */
    private List<BatchInput> fitting(String pattern) throws KintsugiException {
        int wildcard = 0;
        while (WILDCARDS.indexOf(pattern.charAt(wildcard)) < 0) {
            wildcard++;
        }
        int slash = pattern.lastIndexOf('/', wildcard);
        String rest = pattern.substring(slash + 1);
        Path root = path(slash < 0 ? "" : pattern.substring(0, slash + 1));
        List<PathMatcher> matchers;
        try {
            // as in a shell, folders of any depth may be none at all
            matchers = Stream.of(rest, rest.replaceAll("(?<![^/])\\*\\*/", ""))
                    .map(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob)).toList();
        } catch (PatternSyntaxException e) {
            throw new KintsugiException(Sentence.of("The pattern %s can't be understood: %s.", pattern,
                    e.getDescription()));
        }
        int depth = rest.contains("**") ? Integer.MAX_VALUE : (int) rest.chars().filter(c -> c == '/').count() + 1;
        List<BatchInput> found = new ArrayList<>();
        if (root != null && Files.isDirectory(root)) {
            for (BatchInput input : walk(root, depth)) {
                Path name = root.relativize(input.file());
                if (matchers.stream().anyMatch(matcher -> matcher.matches(name))) {
                    found.add(recursive || rest.contains("**") ? input : BatchInput.of(input.file()));
                }
            }
        }
        if (found.isEmpty()) {
            throw new KintsugiException(Sentence.of("No picture fits the pattern %s.", pattern));
        }
        return found;
    }

    /** Pictures below a folder, folder by folder; links are followed, and folders that can't be read passed over. */
    private List<BatchInput> walk(Path root, int depth) throws KintsugiException {
        List<BatchInput> found = new ArrayList<>();
        try {
            Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean results = !folder.equals(root) && folder.toAbsolutePath().normalize().equals(output);
                    return results ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && PictureFormat.isPictureName(file.getFileName().toString())) {
                        Path within = root.relativize(file).getParent();
                        found.add(within == null ? BatchInput.of(file) : new BatchInput(file, within));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) throws IOException {
                    if (file.equals(root)) {
                        throw unreadable;
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new KintsugiException(Sentence.of("The folder %s can't be read: check that it exists.", root), e);
        }
        found.sort((a, b) -> a.file().compareTo(b.file()));
        return found;
    }
}
