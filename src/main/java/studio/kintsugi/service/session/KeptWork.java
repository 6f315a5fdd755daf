package studio.kintsugi.service.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.edit.Recipe;
import studio.kintsugi.edit.Step;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.files.Unfinished;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.io.PictureWriter;

/**
 * The folder of one open picture: its history, its finished results, and its pixels where no file has them.
 * Thread-safe; reads and writes files. Nothing comes back once it was deleted.
 */
public final class KeptWork {
    private static final Logger LOG = LoggerFactory.getLogger(KeptWork.class);
    private static final String STATE = "work.json";
    private static final String OPENED = "opened.tif";
    private static final String PLANES = ".planes";

    private final Session session;
    private final Path folder;
    private volatile Set<String> needed = Set.of();
    private volatile boolean deleted;

    /**
     * @param folder need not exist
     */
    KeptWork(Session session, Path folder) {
        this.session = session;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** The history that was kept last; empty where there is none that can be read. */
    Optional<WorkState> state() {
        try {
            Optional<WorkState> state = WorkState.parse(Files.readString(folder.resolve(STATE)));
            state.ifPresent(s -> needed = names(s.history().steps()));
            return state;
        } catch (IOException e) {
            LOG.debug("{} has no state", folder, e);
            return Optional.empty();
        }
    }

    /**
     * Keeps a history.
     *
     * @throws KintsugiException where the disk does not take it
     */
    public synchronized void write(WorkState state) throws KintsugiException {
        if (deleted) {
            return;
        }
        try {
            session.begin();
            Files.createDirectories(folder);
            AtomicFile.write(folder.resolve(STATE), state.toJson() + "\n");
            needed = names(state.history().steps());
        } catch (IOException e) {
            throw cannotKeep(e);
        }
    }

    /**
     * Keeps the result of a step at full strength.
     *
     * @param steps all up to and with that one
     * @throws KintsugiException where there is no room for it
     */
    public synchronized void putResult(List<Step> steps, Picture result) throws KintsugiException {
        if (deleted || hasResult(steps)) {
            return;
        }
        session.makeRoom(PlanesFile.bytes(result));
        try {
            Files.createDirectories(folder);
            PlanesFile.write(result, place(steps));
        } catch (IOException e) {
            throw cannotKeep(e);
        }
    }

    /** Whether the result of the last of some steps is here, whatever its strength and mask. */
    public boolean hasResult(List<Step> steps) {
        return Files.exists(place(steps));
    }

    /**
     * The result of the last of some steps at full strength; empty where it is not here.
     *
     * @param info what the picture has beside its pixels
     */
    public Optional<Picture> result(List<Step> steps, PictureInfo info) {
        try {
            return Optional.of(PlanesFile.read(place(steps), info));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("a kept result can't be read and will be made again", e);
            return Optional.empty();
        }
    }

    /**
     * Keeps the pixels of a picture that is in no file.
     *
     * @throws KintsugiException where there is no room for it
     */
    public synchronized void putOpened(Picture picture) throws KintsugiException {
        if (deleted) {
            return;
        }
        session.makeRoom(PlanesFile.bytes(picture));
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw cannotKeep(e);
        }
        PictureWriter.write(picture, folder.resolve(OPENED), WriteOptions.DEFAULT.withDepth(BitDepth.FLOAT));
    }

    /** Whether {@link #putOpened} was done. */
    public boolean hasOpened() {
        return Files.exists(folder.resolve(OPENED));
    }

    /**
     * The picture that was kept by {@link #putOpened}.
     *
     * @param depth of the picture it was made from
     * @param gray whether that had one color channel
     */
    public Picture opened(BitDepth depth, boolean gray) throws KintsugiException {
        Picture read = PictureReader.read(folder.resolve(OPENED));
        PictureInfo info = read.info();
        return read.withInfo(new PictureInfo(depth, gray, info.profile(), info.metadata(), info.notes()));
    }

    /** Deletes the folder: the work is in a file, or is not wanted. */
    public synchronized void delete() {
        deleted = true;
        try {
            Unfinished.delete(folder);
        } catch (IOException e) {
            LOG.warn("{} can't be deleted", folder, e);
        }
    }

    /** Results that the history does not need as it is now, which an undo might. */
    List<Path> spare() throws IOException {
        List<Path> spare = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> results = Files.newDirectoryStream(folder, "*" + PLANES)) {
                for (Path result : results) {
                    if (!needed.contains(result.getFileName().toString())) {
                        spare.add(result);
                    }
                }
            }
        }
        return spare;
    }

    private Path place(List<Step> steps) {
        return folder.resolve(name(steps));
    }

    private static Set<String> names(List<Step> steps) {
        Set<String> names = new HashSet<>();
        for (int n = 1; n <= steps.size(); n++) {
            names.add(name(steps.subList(0, n)));
        }
        return names;
    }

    /** What a result depends on: the steps before as they show, and the step's own work. */
    private static String name(List<Step> steps) {
        List<Step> work = new ArrayList<>(steps.subList(0, steps.size() - 1));
        work.add(steps.getLast().work());
        byte[] text = Recipe.of(work).toJson().getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, 16) + PLANES;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private KintsugiException cannotKeep(IOException e) {
        return new KintsugiException(Sentence.of("Unsaved work can't be kept in %s (%s): save it, it would not"
                + " survive the end of the program.", folder.getParent(), e.getMessage()), e);
    }
}
