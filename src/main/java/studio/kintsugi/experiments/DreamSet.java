package studio.kintsugi.experiments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import java.util.regex.Pattern;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.render.ContactSheet;
import studio.kintsugi.service.dream.DreamFolder;
import studio.kintsugi.service.dream.DreamGallery;
import studio.kintsugi.service.dream.DreamJudge;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.GuidanceModels;
import studio.kintsugi.store.ModelStore;

/** Dreams of a fixed set of prompts, each in a folder of its own. */
public final class DreamSet {
    /** Between a prompt and what is wrong with its dream. */
    private static final String WRONG = " | ";
    private static final int COLUMNS = 6;
    /** Letters in a line below a dream. */
    private static final int LINE = 22;

    private DreamSet() {}

    /** The public set: {@code resources/dreamfields/prompts.txt}. */
    public static List<String> prompts() {
        try (InputStream in = DreamSet.class.getResourceAsStream("/dreamfields/prompts.txt")) {
            return lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Prompts of a file, one a line; empty lines and those that begin with # are passed over.
     *
     * @throws KintsugiException where it can't be read
     */
    public static List<String> prompts(Path file) throws KintsugiException {
        try {
            return lines(Files.readString(file));
        } catch (IOException e) {
            throw new KintsugiException("The prompts in " + file + " can't be read.", e);
        }
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).distinct().toList();
    }

    /**
     * Writes a gallery: dreams with their prompts, and in red what is wrong with them, as a file of prompts tells.
     *
     * @param dreams in the order of the file's prompts
     * @param file each line a prompt, and after " | " what is wrong with its dream to the eye, if anything
     * @param sheet a PNG file to write
     * @throws KintsugiException where either can't be read or written
     */
    public static void gallery(List<DreamJudge.Dreamt> dreams, Path file, Path sheet) throws KintsugiException {
        List<String> lines = prompts(file);
        List<ContactSheet.Cell> cells = new ArrayList<>();
        for (int i = 0; i < dreams.size(); i++) {
            cells.add(new ContactSheet.Cell(dreams.get(i).field(), wrapped(lines.get(i)),
                    !lines.get(i).contains(WRONG)));
        }
        ContactSheet.write(cells, COLUMNS, sheet);
    }

    /** In lines that are as long as a cell of the sheet. */
    private static List<String> wrapped(String line) {
        return List.of(line.replace(WRONG, ": ").replaceAll("(.{1," + LINE + "})(?:\\s+|$)", "$1\n").split("\n"));
    }

    /** Prompts without what is wrong with their dreams. */
    public static List<String> bare(List<String> lines) {
        return lines.stream().map(l -> l.split(Pattern.quote(WRONG))[0]).toList();
    }

    /**
     * Dreams those that are not there yet.
     *
     * @param like whose prompt is passed over
     * @param folder of the dreams' folders
     * @param progress 0–1
     * @return in the order of the prompts
     * @throws KintsugiException where a prompt can't be followed, or the folder can't be used
     */
    public static List<DreamJudge.Dreamt> dream(List<String> prompts, DreamRequest like, ModelStore store,
            ComputeDevice device, int threads, Path folder, DoubleConsumer progress) throws KintsugiException {
        List<DreamJudge.Dreamt> out = new ArrayList<>();
        try (GuidanceModels guides = GuidanceModels.open(store, like.guidance(), device)) {
            for (int i = 0; i < prompts.size(); i++) {
                DreamRequest request = like.of(prompts.get(i));
                Path own = folder.resolve(DreamGallery.stem(request.prompt()) + "-" + request.seed());
                if (!Files.exists(own.resolve("dream.json"))) {
                    int before = i;
                    DreamFolder.write(new DreamRun(request, guides, threads).run(() -> false,
                            p -> progress.accept((before + p.fraction()) / prompts.size())), own);
                }
                out.add(DreamJudge.Dreamt.read(own));
            }
        }
        return out;
    }
}
