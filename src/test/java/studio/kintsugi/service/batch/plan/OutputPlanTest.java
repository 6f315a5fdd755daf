package studio.kintsugi.service.batch.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.service.batch.journal.FileId;
import studio.kintsugi.service.batch.journal.Journal;
import studio.kintsugi.service.batch.journal.JournalEntry;
import studio.kintsugi.service.batch.journal.WorkId;
import studio.kintsugi.service.batch.plan.PlannedPicture.Action;

/** Where results go is known, or refused, before any work. */
class OutputPlanTest {
    private static final WorkId WORK = new WorkId("recipe", List.of("model"), "saving");

    @TempDir
    private Path folder;

    private Path in;
    private Path out;

    @BeforeEach
    void folders() throws Exception {
        in = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("out");
    }

    private BatchInput picture(String name) throws Exception {
        Path file = in.resolve(name);
        Files.createDirectories(file.getParent());
        return BatchInput.of(Files.write(file, new byte[] {1, 2, 3}));
    }

    private OutputRules rules(String names, ExistingFiles existing, OutputRules.SideFiles sides) throws Exception {
        return new OutputRules(out, true, NamePattern.parse(names), Optional.empty(), existing, "denoise", 1, sides);
    }

    private List<String> names(String pattern, BatchInput... inputs) throws Exception {
        return OutputPlan.of(List.of(inputs), rules(pattern, ExistingFiles.REPLACE, OutputRules.SideFiles.NONE), WORK)
                .pictures().stream().map(p -> out.relativize(p.output()).toString().replace('\\', '/')).toList();
    }

    private void refused(String sentence, OutputRules rules, BatchInput... inputs) {
        String said = assertThrows(KintsugiException.class, () -> OutputPlan.of(List.of(inputs), rules, WORK))
                .getMessage();
        assertTrue(said.contains(sentence), said);
        assertFalse(Files.exists(out), "planning writes nothing");
    }

    @Test
    void namesAreMadeOfTheirFields() throws Exception {
        BatchInput a = picture("a.b.JPG");
        Files.setLastModifiedTime(a.file(), FileTime.from(Instant.parse("2024-03-05T12:00:00Z")));
        assertEquals(List.of("a.b.JPG"), names("{stem}{ext}", a));
        assertEquals(List.of("a.b-denoise.JPG"), names("{stem}-{tool}", a));
        assertEquals(List.of("in 2024-03-05 a.b.png"), names("{folder} {date} {stem}.png", a));
        List<BatchInput> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(picture(i + ".png"));
        }
        List<String> numbered = names("{n}", ten.toArray(BatchInput[]::new));
        assertEquals("01.png", numbered.getFirst());
        assertEquals("10.png", numbered.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{stam}{ext}", "{stem", "stem}", "a/{stem}", "a:{stem}", "{}", "nul{ext}",
        "COM1.png", "con "})
    void aPatternThatMakesNoNamesIsRefused(String pattern) {
        assertThrows(KintsugiException.class, () -> NamePattern.parse(pattern));
    }

    @Test
    void whatCanNotBeWrittenBecomesPngAndThatIsSaid() throws Exception {
        BatchInput gif = picture("a.gif");
        BatchInput bmp = picture("b.bmp");
        OutputPlan plan = OutputPlan.of(List.of(gif, bmp, picture("c.webp")), OutputRules.of(out, true, "x"), WORK);
        assertEquals(List.of("a.png", "b.png", "c.webp"),
                plan.pictures().stream().map(p -> p.output().getFileName().toString()).toList());
        assertEquals(List.of("BMP, GIF can't be written: the results are PNG."), plan.notes());
    }

    @Test
    void noResultTakesThePlaceOfAnotherOrOfAnOriginal() throws Exception {
        BatchInput a = picture("a.png");
        OutputRules.SideFiles layers = result -> List.of(result.resolveSibling(
                result.getFileName().toString().replaceFirst("\\.[^.]*$", "") + "-colours.png"));
        refused("would both become a.png", OutputRules.of(out, true, "x"), a, picture("a.gif"));
        refused("would both become a.png", OutputRules.of(out, true, "x"), a, picture("deeper/a.png"));
        refused("would both become a-colours.png", rules("{stem}{ext}", ExistingFiles.REPLACE, layers), a,
                picture("a.jpg"));
        refused("would both become a-colours.png", rules("{stem}{ext}", ExistingFiles.REPLACE, layers), a,
                picture("a-colours.png"));
        refused("never overwritten", OutputRules.of(in, true, "x"), a);
        refused("never overwritten", OutputRules.of(a.file(), false, "x"), a);
        assertEquals(List.of("1.png", "2.png"), names("{n}", a, picture("a.gif")));
    }

    @Test
    void aCameraRawIsToldAtOnceAndStandsInNobodysWay() throws Exception {
        BatchInput raw = picture("a.nef");
        BatchInput beside = picture("a.png");
        OutputPlan plan = OutputPlan.of(List.of(raw, picture("a.cr2"), beside), OutputRules.of(out, true, "x"), WORK);
        assertEquals(List.of(Action.REFUSE, Action.REFUSE, Action.DO),
                plan.pictures().stream().map(PlannedPicture::action).toList());
        assertTrue(plan.pictures().getFirst().refusal().contains("camera raw"), plan.pictures().toString());
        Files.write(raw.file(), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
        refused("would both become a.png", OutputRules.of(out, true, "x"), raw, beside);
    }

    @Test
    void filesBesideResultsReplaceNothingUnlessAsked() throws Exception {
        BatchInput a = picture("a.png");
        OutputRules.SideFiles beside = result -> List.of(out.resolve("a.ora"));
        Files.createDirectory(out);
        Files.write(out.resolve("a.ora"), new byte[1]);
        OutputRules rules = rules("{stem}", ExistingFiles.REPLACE, beside);
        assertTrue(assertThrows(KintsugiException.class, () -> OutputPlan.of(List.of(a), rules, WORK)).getMessage()
                .contains("--overwrite"));
        assertEquals(Action.DO, OutputPlan.of(List.of(a), rules("{stem}", ExistingFiles.OVERWRITE, beside), WORK)
                .pictures().getFirst().action());
    }

    @Test
    void namesMayHave255BytesAndNotOneMore() throws Exception {
        BatchInput longest = picture("é".repeat(125) + "a.png");
        assertEquals(Action.DO, OutputPlan.of(List.of(longest), OutputRules.of(out, true, "x"), WORK).pictures()
                .getFirst().action());
        PlannedPicture longer = OutputPlan.of(List.of(longest), rules("{stem}-{tool}", ExistingFiles.REPLACE,
                OutputRules.SideFiles.NONE), WORK).pictures().getFirst();
        assertEquals(Action.REFUSE, longer.action());
        assertTrue(longer.refusal().contains("263 bytes"), longer.refusal());
    }

    @Test
    void aFileThatCanNotBeWrittenIsRefused() throws Exception {
        BatchInput a = picture("a.png");
        refused("cannot be saved in that format", OutputRules.of(folder.resolve("a.bmp"), false, "x"), a);
        refused("can't be made", OutputRules.of(a.file().resolve("deeper"), true, "x"), a);
        refused("is a file", OutputRules.of(a.file(), true, "x"), a);
        refused("name of a PNG", new OutputRules(folder.resolve("b.png"), false, NamePattern.SAME,
                Optional.of(PictureFormat.TIFF), ExistingFiles.REPLACE, "x", 1, OutputRules.SideFiles.NONE), a);
    }

    @Test
    void missingFoldersAreMade() throws Exception {
        OutputPlan plan = OutputPlan.of(List.of(new BatchInput(picture("a.png").file(), Path.of("x", "y"))),
                OutputRules.of(out, true, "x"), WORK);
        plan.makeFolders();
        assertTrue(Files.isDirectory(out.resolve("x/y")));
    }

    @Test
    void onlyWhatIsAsTheJournalSaysIsPassedOver() throws Exception {
        BatchInput a = picture("a.png");
        OutputRules resume = rules("{stem}", ExistingFiles.RESUME, OutputRules.SideFiles.NONE);
        Files.createDirectory(out);
        Path result = Files.write(out.resolve("a.png"), new byte[] {7, 8});
        assertEquals(Action.DO, OutputPlan.of(List.of(a), resume, WORK).pictures().getFirst().action(), "no journal");
        assertEquals(Action.SKIP, OutputPlan.of(List.of(a), rules("{stem}", ExistingFiles.SKIP,
                OutputRules.SideFiles.NONE), WORK).pictures().getFirst().action());
        new Journal(out).append(new JournalEntry("a.png", WORK, FileId.of(a.file(), "a"), FileId.of(result, "r"), 1, 1,
                0, null, "now"));
        assertEquals(Action.SKIP, OutputPlan.of(List.of(a), resume, WORK).pictures().getFirst().action());
        WorkId other = new WorkId("recipe", List.of("another model"), "saving");
        assertEquals(Action.DO, OutputPlan.of(List.of(a), resume, other).pictures().getFirst().action());
        Files.setLastModifiedTime(a.file(), FileTime.from(Instant.EPOCH));
        assertEquals(Action.SKIP, OutputPlan.of(List.of(a), resume, WORK).pictures().getFirst().action(),
                "the same content at another time");
        Files.write(a.file(), new byte[] {1, 2, 4});
        assertEquals(Action.DO, OutputPlan.of(List.of(a), resume, WORK).pictures().getFirst().action());
        Files.write(a.file(), new byte[] {1, 2, 3});
        Files.write(result, new byte[] {7, 9});
        assertEquals(Action.DO, OutputPlan.of(List.of(a), resume, WORK).pictures().getFirst().action());
        assertNull(OutputPlan.of(List.of(a), resume, WORK).pictures().getFirst().refusal());
    }

    @Test
    void aTornLineIsPassedOverAndEndsBeforeTheNext() throws Exception {
        Files.createDirectory(out);
        Journal journal = new Journal(out);
        JournalEntry entry = new JournalEntry("a.png", WORK, null, null, 0, 0, 0, "why", "now");
        journal.append(entry);
        Path file = out.resolve(Journal.FILE);
        String line = Files.readString(file);
        Files.writeString(file, line + line.substring(0, line.length() / 2).replace("a.png", "b.png"));
        journal.append(new JournalEntry("c.png", WORK, null, null, 0, 0, 0, "why", "now"));
        assertEquals(Set.of("a.png", "c.png"), journal.read().keySet());
        assertEquals(entry, journal.read().get("a.png"));
    }

    @Test
    void picturesAreFoundInFoldersAndByPatterns() throws Exception {
        picture("b.png");
        picture("a.jpg");
        picture("deep/c.tif");
        Files.writeString(in.resolve("notes.txt"), "no picture");
        assertEquals(List.of("a.jpg", "b.png"), found(false, in.toString()));
        assertEquals(List.of("a.jpg", "b.png", "deep/c.tif"), found(true, in.toString()));
        assertEquals(List.of("b.png"), found(false, in + "/*.png"));
        assertEquals(List.of("c.tif"), found(false, in + "/*/c.*"));
        assertEquals(List.of("a.jpg", "deep/c.tif"), found(false, in + "/{a.*,**/*.tif}"));
        assertEquals(List.of("a.jpg"), found(false, in + "/**/*.jpg"), "any depth is none, too");
        assertEquals(List.of("deep/c.tif"), found(false, in + "/**/deep/**/*"));
        assertThrows(KintsugiException.class, () -> found(false, in + "/*.webp"));
        out = in.resolve("deep");
        assertEquals(List.of("a.jpg", "b.png"), found(true, in.toString()), "results are no pictures to do");
    }

    private List<String> found(boolean recursive, String name) throws KintsugiException {
        return new PictureInputs(recursive, out).find(List.of(name)).stream()
                .map(i -> i.folder().resolve(i.file().getFileName()).toString().replace('\\', '/')).toList();
    }
}
