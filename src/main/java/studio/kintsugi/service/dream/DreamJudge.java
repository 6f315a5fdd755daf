package studio.kintsugi.service.dream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.FieldFile;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.field.render.ContactSheet;
import studio.kintsugi.field.render.FieldPictures;
import studio.kintsugi.models.network.PictureTextModel;

/**
 * CLIP R-precision (section 4.1 of Dream Fields): how often a picture-text model finds a dream's own prompt among those
 * of all dreams. The figure means something only where that model did not guide the dreams.
 */
public final class DreamJudge {
    private static final int VIEWS = 8;
    private static final double ELEVATION = Math.toRadians(25);
    private static final int SHEET_COLUMNS = 6;

    private DreamJudge() {}

    /**
     * A dream from its folder.
     *
     * @param guidance that it was made with
     * @param seconds that it took
     */
    public record Dreamt(Path folder, String prompt, List<String> guidance, double seconds, VoxelField field) {
        /**
         * Reads what {@link DreamFolder} wrote.
         *
         * @throws KintsugiException where it is no dream, or damaged
         */
        public static Dreamt read(Path folder) throws KintsugiException {
            try {
                var facts = JsonParser.parseString(Files.readString(folder.resolve("dream.json"))).getAsJsonObject();
                return new Dreamt(folder, facts.get("prompt").getAsString(),
                        facts.getAsJsonArray("guidance").asList().stream().map(g -> g.getAsString()).toList(),
                        facts.get("seconds").getAsDouble(),
                        FieldFile.read(folder));
            } catch (IOException | JsonParseException | IllegalArgumentException | IllegalStateException
                    | NullPointerException e) {
                throw new KintsugiException(Sentence.of("The folder %s holds no dream, or a damaged one.", folder), e);
            }
        }
    }

    /**
     * How the judging model ranks a dream.
     *
     * @param rank of the dream's own prompt, from 1
     * @param taken prompt that the judging model finds nearest
     */
    public record Verdict(Dreamt dream, int rank, double cosine, String taken) {}

    /**
     * Judges dreams against one another's prompts by the mean cosine of eight views before white.
     *
     * @throws KintsugiException where the judging model understands nothing of a prompt
     */
    public static List<Verdict> judge(List<Dreamt> dreams, GuidanceModels guides) throws KintsugiException {
        PictureTextModel model = guides.first();
        List<String> prompts = dreams.stream().map(Dreamt::prompt).distinct().toList();
        for (String prompt : prompts) {
            if (!model.reads(prompt)) {
                throw new KintsugiException(Sentence.of("The judge knows none of the words \"%s\".", prompt));
            }
        }
        List<Verdict> out = new ArrayList<>();
        try (NDManager scope = model.manager().newSubManager()) {
            List<float[]> texts = prompts.stream().map(p -> model.text(scope, p).toFloatArray()).toList();
            for (Dreamt dream : dreams) {
                out.add(verdict(dream, model, prompts, texts, scope));
            }
        }
        return out;
    }

    /** R-precision: the share of dreams whose own prompt the judge ranks first, 0–1. */
    public static double precision(List<Verdict> verdicts) {
        return verdicts.stream().filter(v -> v.rank() == 1).count() / (double) verdicts.size();
    }

    private static Verdict verdict(Dreamt dream, PictureTextModel model, List<String> prompts, List<float[]> texts,
            NDManager scope) {
        int side = model.side();
        float[] views = new float[VIEWS * 3 * side * side];
        for (int v = 0; v < VIEWS; v++) {
            float[] view = FieldPictures.view(dream.field(), Camera.at(2 * Math.PI * v / VIEWS, ELEVATION), side, 1);
            System.arraycopy(view, 0, views, v * view.length, view.length);
        }
        try (NDManager inner = scope.newSubManager()) {
            NDArray features = model.pictures(inner.create(views, new Shape(VIEWS, 3, side, side)));
            float[] mean = features.mean(new int[] {0}).toFloatArray();
            double[] cosines = texts.stream().mapToDouble(t -> dot(mean, t)).toArray();
            int own = prompts.indexOf(dream.prompt());
            int best = IntStream.range(0, cosines.length).reduce(0, (a, b) -> cosines[b] > cosines[a] ? b : a);
            int rank = 1 + (int) IntStream.range(0, cosines.length).filter(i -> cosines[i] > cosines[own]).count();
            return new Verdict(dream, rank, cosines[own], prompts.get(best));
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /**
     * A contact sheet: each dream with its prompt, and the prompt it is taken for where that is another.
     *
     * @throws KintsugiException where it can't be written
     */
    public static void sheet(List<Verdict> verdicts, Path file) throws KintsugiException {
        List<ContactSheet.Cell> cells = verdicts.stream().map(v -> new ContactSheet.Cell(v.dream().field(),
                v.rank() == 1 ? List.of(v.dream().prompt()) : List.of(v.dream().prompt(), "→ " + v.taken()),
                v.rank() == 1)).toList();
        ContactSheet.write(cells, SHEET_COLUMNS, file);
    }
}
