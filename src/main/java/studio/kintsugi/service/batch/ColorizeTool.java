package studio.kintsugi.service.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.files.AtomicFile;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.colorize.ColorizeRequest;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.colorize.ColorizedDrawing;
import studio.kintsugi.service.colorize.LayerFiles;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;

/** Colours drawings after the same references. */
public final class ColorizeTool implements PictureTool {
    /** Its name. */
    public static final String NAME = "colorize";

    private final ColorizeService service;
    private final List<ColorizeRequest.Reference> references;
    private final List<ColorizeRequest.Hint> hints;
    private final boolean lineArt;
    private final ColorizeRequest.Finish finish;
    private final String model;
    private final String modelHash;
    private final boolean layers;
    private final NetworkTime time = new NetworkTime();

    /**
     * @param lineArt whether lines are extracted from the pictures first
     * @param finish what the colours are between the lines
     * @param modelHash SHA-256 of the model's weights
     * @param layers whether lines and colours are written as layers beside each result
     */
    public ColorizeTool(ColorizeService service, List<ColorizeRequest.Reference> references,
            List<ColorizeRequest.Hint> hints, boolean lineArt, ColorizeRequest.Finish finish, String model,
            String modelHash, boolean layers) {
        this.service = service;
        this.references = List.copyOf(references);
        this.hints = List.copyOf(hints);
        this.lineArt = lineArt;
        this.finish = finish;
        this.model = model;
        this.modelHash = modelHash;
        this.layers = layers;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int scale() {
        return 1;
    }

    @Override
    public String description() {
        List<String> pictures = new ArrayList<>();
        for (ColorizeRequest.Reference reference : references) {
            Picture p = reference.picture();
            pictures.add(p.width() + "×" + p.height() + " " + Arrays.hashCode(p.plane(0)) + " "
                    + Arrays.hashCode(p.plane(1)) + " " + Arrays.hashCode(p.plane(2)) + " " + reference.weight());
        }
        return NAME + " " + model + " " + pictures + " " + hints + " " + lineArt + " " + finish + " " + layers;
    }

    @Override
    public List<String> models() {
        return List.of(modelHash);
    }

    @Override
    public NetworkTime time() {
        return time;
    }

    @Override
    public PictureResult apply(Picture sketch, ToolListener listener) throws KintsugiException {
        long began = System.nanoTime();
        ColorizedDrawing colored = service.start(new ColorizeRequest(sketch, lineArt, references, hints, finish, model),
                new JobListener<>() {
                    @Override
                    public void progressed(Job<Void, ColorizedDrawing> job, Progress<Void> progress) {
                        listener.progressed("colouring", progress.fraction(), progress.secondsLeft());
                    }
                }).await();
        long worked = time.add(began, System.nanoTime());
        List<String> notes = !lineArt && ColorizeRequest.looksPainted(sketch)
                ? List.of("This looks like a photo or a painting: --line-art extracts its lines first.") : List.of();
        return new Colored(colored, layers, notes, worked / 1e9);
    }

    private record Colored(ColorizedDrawing drawing, boolean layers, List<String> notes, double networkSeconds)
            implements PictureResult {
        @Override
        public int width() {
            return drawing.picture().width();
        }

        @Override
        public int height() {
            return drawing.picture().height();
        }

        @Override
        public List<String> write(Path target, WriteOptions options, AtomicFile.Witness witness)
                throws KintsugiException {
            if (layers) {
                LayerFiles.write(drawing, LayerFiles.Names.beside(target));
            }
            List<String> said = new ArrayList<>(notes);
            said.addAll(PictureWriter.write(drawing.picture(), target, options, witness));
            return said;
        }
    }
}
