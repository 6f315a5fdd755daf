package studio.kintsugi.service.batch.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.files.FileNames;
import studio.kintsugi.files.FreeRoom;
import studio.kintsugi.files.MadeFolders;
import studio.kintsugi.files.SameFile;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.batch.journal.Journal;
import studio.kintsugi.service.batch.journal.JournalEntry;
import studio.kintsugi.service.batch.journal.WorkId;

/**
 * Where each result of a batch goes, looked at before any work: formats, names, folders, rights, room, and what is
 * there already. Planning writes nothing.
 */
public final class OutputPlan {
    /** Bytes of a name, as nearly all file systems bound it. */
    private static final int LONGEST_NAME = 255;
    /** Room below which not even a small result can be written. */
    private static final long LEAST_ROOM = 1 << 14;

    private final OutputRules rules;
    private final ResultNames names;
    private final Set<Path> originals = new HashSet<>();
    private final Map<Path, Path> taken = new HashMap<>();
    private final Map<String, JournalEntry> done = new HashMap<>();
    private final Set<String> replacedFormats = new TreeSet<>();
    private final List<PlannedPicture> pictures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Journal journal;
    private final WorkId work;

    private OutputPlan(OutputRules rules, WorkId work) {
        this.rules = rules;
        names = new ResultNames(rules.names(), rules.format(), rules.tool());
        this.work = work;
        journal = new Journal(folder(rules));
    }

    /**
     * Plans a batch.
     *
     * @param work what will be done, to tell results of the same work from others
     * @throws KintsugiException where the batch as a whole can't be done: a folder can't be written to, an original or
     *         another result would be replaced. What stands against one picture alone is its {@link
     *         PlannedPicture#refusal()}
     */
    public static OutputPlan of(List<BatchInput> inputs, OutputRules rules, WorkId work) throws KintsugiException {
        OutputPlan plan = new OutputPlan(rules, work);
        plan.checkOutput(inputs.size());
        plan.readJournal();
        for (BatchInput input : inputs) {
            real(input.file()).ifPresent(plan.originals::add);
        }
        long bytes = 0;
        for (BatchInput input : inputs) {
            bytes += plan.add(input, inputs.size());
        }
        plan.checkPlaces(bytes);
        return plan;
    }

    /** All pictures, in their order. */
    public List<PlannedPicture> pictures() {
        return List.copyOf(pictures);
    }

    /** Sentences for people about what is not as they may expect. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The journal of the folder that results go into. */
    public Journal journal() {
        return journal;
    }

    /** Makes the folders that results go into; what runs that were killed left in them is deleted. */
    public void makeFolders() throws KintsugiException {
        Set<Path> folders = new TreeSet<>(Set.of(folder(rules)));
        pictures.stream().filter(p -> p.action() == PlannedPicture.Action.DO)
                .forEach(p -> folders.add(p.output().toAbsolutePath().getParent()));
        for (Path folder : folders) {
            try {
                MadeFolders.make(folder);
                AtomicFile.deleteAbandoned(folder);
            } catch (IOException e) {
                throw cannotBeMade(folder, e);
            }
        }
    }

    private static KintsugiException cannotBeMade(Path folder, IOException e) {
        return new KintsugiException(Sentence.of("The folder %s can't be made: check the place and its rights.",
                folder), e);
    }

    private static Path folder(OutputRules rules) {
        Path output = rules.output().toAbsolutePath().normalize();
        return rules.intoFolder() || output.getParent() == null ? output : output.getParent();
    }

    private void checkOutput(int count) throws KintsugiException {
        Path output = rules.output();
        if (rules.intoFolder()) {
            if (Files.exists(output) && !Files.isDirectory(output)) {
                throw new KintsugiException(Sentence.of("%s is a file: name a folder with -o for more than one"
                        + " picture.", output));
            }
            return;
        }
        if (count > 1) {
            throw new KintsugiException(Sentence.of("More than one picture can't become the file %s: name a folder.",
                    output));
        }
        Optional<PictureFormat> named = PictureFormat.ofName(output.getFileName().toString());
        if (named.filter(PictureFormat::isWritable).isEmpty()) {
            throw new KintsugiException(Sentence.of("“%s” cannot be saved in that format; give it a name that ends"
                    + " in .jpg, .png, .tif or .webp.", output.getFileName()));
        }
        if (rules.format().filter(f -> f != named.get()).isPresent()) {
            throw new KintsugiException(Sentence.of("“%s” is the name of a %s, and %s is asked for: give it another"
                    + " name.", output.getFileName(), named.get().title(), rules.format().get().title()));
        }
    }

    private void readJournal() throws KintsugiException {
        if (rules.existing() == ExistingFiles.RESUME) {
            try {
                done.putAll(journal.read());
            } catch (IOException e) {
                throw new KintsugiException(Sentence.of("The journal %s in %s can't be read: check its rights.",
                        Journal.FILE, folder(rules)), e);
            }
        }
    }

    /** Plans one picture; gives the bytes its result may need. */
    private long add(BatchInput input, int count) throws KintsugiException {
        Path file = input.file();
        Path output = rules.intoFolder()
                ? rules.output().resolve(input.folder()).resolve(names.name(named(file), count)) : rules.output();
        if (rules.intoFolder()) {
            names.replaced(file.getFileName().toString()).ifPresent(f -> replacedFormats.add(f.title()));
        }
        List<Path> sides = rules.sideFiles().beside(output);
        List<Path> written = new ArrayList<>(List.of(output));
        written.addAll(sides);
        Optional<String> unreadable = PictureReader.refusal(file);
        if (unreadable.isEmpty()) {
            for (Path target : written) {
                take(target, file);
            }
        }
        PlannedPicture.Action action = action(file, output, sides);
        Optional<String> absent = action == PlannedPicture.Action.DO ? missing(file) : Optional.empty();
        String refusal = absent.or(() -> unreadable)
                .or(() -> written.stream().map(OutputPlan::impossible).flatMap(Optional::stream).findFirst())
                .or(() -> resultOfAnother(file, output)).orElse(null);
        if (refusal != null) {
            action = PlannedPicture.Action.REFUSE;
        }
        pictures.add(new PlannedPicture(pictures.size() + 1, file, output, sides, action, refusal));
        try {
            return action == PlannedPicture.Action.DO ? Files.size(file) * rules.scale() * rules.scale() : 0;
        } catch (IOException missing) {
            return 0;
        }
    }

    private NamedPicture named(Path input) {
        Path folder = input.toAbsolutePath().normalize().getParent();
        String name = folder == null || folder.getFileName() == null ? "" : folder.getFileName().toString();
        return new NamedPicture(input.getFileName().toString(), name, pictures.size() + 1, date(input));
    }

    private static LocalDate date(Path input) {
        try {
            return LocalDate.ofInstant(Files.getLastModifiedTime(input).toInstant(), ZoneId.systemDefault());
        } catch (IOException missing) {
            return LocalDate.EPOCH;
        }
    }

    /** Takes a place for a result, which nothing else may be in. */
    private void take(Path target, Path input) throws KintsugiException {
        boolean original = real(target).filter(originals::contains).isPresent()
                || target.toAbsolutePath().normalize().equals(input.toAbsolutePath().normalize());
        if (original) {
            throw new KintsugiException(Sentence.of("Originals are never overwritten: give another name than %s with"
                    + " -o, or --name \"{stem}-{tool}{ext}\".", target));
        }
        Path other = taken.putIfAbsent(target.toAbsolutePath().normalize(), input);
        if (other != null) {
            throw new KintsugiException(rules.names().isNumbered()
                    ? Sentence.of("%s and %s would both become %s: do them one at a time.", other, input,
                            target.getFileName())
                    : Sentence.of("%s and %s would both become %s: use --name \"{stem}-{n}{ext}\", or do them one at"
                            + " a time.", other, input, target.getFileName()));
        }
        if (Files.isDirectory(target)) {
            throw new KintsugiException(Sentence.of("“%s” is a folder; give the result another name.", target));
        }
    }

    private static Optional<String> missing(Path input) {
        return Files.exists(input) ? Optional.empty() : Optional.of("“" + input.getFileName()
                + "” is not there; check the name and the folder " + input.toAbsolutePath().getParent() + ".");
    }

    private static Optional<String> impossible(Path target) {
        String name = target.getFileName().toString();
        if (FileNames.isImpossibleHere(name)) {
            return Optional.of("“" + name + "” is a name that Windows keeps for itself: give the result another.");
        }
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        return bytes <= LONGEST_NAME ? Optional.empty() : Optional.of("“" + name + "” is a name of " + bytes
                + " bytes, and files can have " + LONGEST_NAME + ": give it a shorter one.");
    }

    /** Says so where a run that goes on would replace the result of another picture, which is still there. */
    private Optional<String> resultOfAnother(Path input, Path output) {
        JournalEntry entry = done.get(journal.nameOf(output));
        if (entry == null || !entry.isDone() || !Files.exists(output)) {
            return Optional.empty();
        }
        Path other = Path.of(entry.input().name());
        return !Files.exists(other) || SameFile.are(other, input) || entry.input().isContentOf(input)
                ? Optional.empty() : Optional.of("“" + output.getFileName() + "” is the result of " + other
                        + ": use --name to give that of " + input + " another.");
    }

    private PlannedPicture.Action action(Path input, Path output, List<Path> sides) throws KintsugiException {
        boolean there = Files.exists(output, LinkOption.NOFOLLOW_LINKS);
        for (Path side : sides) {
            if (rules.existing() == ExistingFiles.REPLACE && Files.exists(side)) {
                throw new KintsugiException(Sentence.of("%s is there already: --overwrite replaces it.", side));
            }
        }
        boolean stays = switch (rules.existing()) {
            case REPLACE, OVERWRITE -> false;
            case SKIP -> there;
            case RESUME -> isDone(input, output) && sides.stream().allMatch(Files::exists);
        };
        return stays ? PlannedPicture.Action.SKIP : PlannedPicture.Action.DO;
    }

    private boolean isDone(Path input, Path output) {
        JournalEntry entry = done.get(journal.nameOf(output));
        return entry != null && entry.isDone() && entry.work().equals(work) && entry.input().isContentOf(input)
                && entry.result().isContentOf(output);
    }

    private void checkPlaces(long bytes) throws KintsugiException {
        if (!replacedFormats.isEmpty()) {
            notes.add(ResultNames.note(replacedFormats));
        }
        Set<Path> folders = new TreeSet<>();
        for (PlannedPicture picture : pictures) {
            if (picture.action() == PlannedPicture.Action.DO) {
                folders.add(picture.output().toAbsolutePath().normalize().getParent());
            }
        }
        for (Path folder : folders) {
            checkFolder(folder);
        }
        if (!folders.isEmpty()) {
            checkRoom(bytes);
        }
    }

    private static Path nearestThatIsThere(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there;
    }

    private static void checkFolder(Path folder) throws KintsugiException {
        Path there = nearestThatIsThere(folder);
        if (there == null || !Files.isDirectory(there)) {
            throw cannotBeMade(folder, null);
        }
        if (!Files.isWritable(there)) {
            throw new KintsugiException(Sentence.of("Nothing can be written in %s: you have no permission, or the"
                    + " disk is read-only; choose another folder.", there));
        }
    }

    private void checkRoom(long bytes) throws KintsugiException {
        Path place = nearestThatIsThere(folder(rules));
        OptionalLong room = FreeRoom.of(place);
        if (room.isEmpty()) {
            // a full disk is then told when it is met
            return;
        }
        long free = room.getAsLong();
        if (free < LEAST_ROOM) {
            throw new KintsugiException(Sentence.of("There is no room on the disk of %s: free some, or choose"
                    + " another folder.", place));
        }
        if (bytes > free) {
            notes.add("The results may need about " + (bytes >> 20) + " MB, and the disk has " + (free >> 20)
                    + " MB free.");
        }
    }

    /** Where a path leads, without {@code ..} and links; nothing where it leads nowhere. */
    private static Optional<Path> real(Path file) {
        try {
            return Optional.of(file.toRealPath());
        } catch (IOException leadsNowhere) {
            return Optional.empty();
        }
    }
}
