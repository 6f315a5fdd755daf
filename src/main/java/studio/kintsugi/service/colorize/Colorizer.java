package studio.kintsugi.service.colorize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.models.network.Colorization;
import studio.kintsugi.models.network.ColorizationNetwork;
import studio.kintsugi.models.network.ReferenceFeatures;
import studio.kintsugi.models.registry.ColorizationArchitecture;
import studio.kintsugi.models.scft.ColorHint;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.service.colorize.ColorizeRequest.Finish;
import studio.kintsugi.service.colorize.ColorizeRequest.Hint;
import studio.kintsugi.service.colorize.Correspondence.Grid;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/**
 * Colours sketches. Keeps the network that was used last, what it saw in references, and the lines of the last sketch,
 * so that another reference or hint is answered sooner. Slow, and for one thread.
 */
public final class Colorizer implements AutoCloseable {
    /** What models that colour sketches are for, as in their cards. */
    public static final String TASK = "colorize";

    /** In a model's card: side in pixels of the pictures it learned from. */
    private static final String SIDE = "side";

    private static final int USUAL_SIDE = 256;

    private final ModelStore store;
    private final ComputeDevice device;
    private final Map<Picture, ReferenceCache> remembered = new WeakHashMap<>();
    private NDManager manager;
    private ColorizationNetwork network;
    private ModelCard card;
    private Drawn drawn;

    /** The lines of a sketch, and what they close off once that was asked for. */
    private record Drawn(Picture sketch, boolean lineArt, LineLayer lines, ClosedRegions regions) {}

    /**
     * @throws KintsugiException where PyTorch can't be started
     */
    public Colorizer(ModelStore store, ComputeDevice device) throws KintsugiException {
        device.prepare(fraction -> {});
        this.store = store;
        this.device = device;
        this.manager = device.newManager();
    }

    /** The model that a request without one is done with. */
    public static ModelCard usualModel(ModelStore store) throws KintsugiException {
        return store.list().stream().map(StoredModel::card).filter(c -> c.task().equals(TASK))
                .min(Comparator.comparing(c -> !c.id().equals(TASK)))
                .orElseThrow(() -> new KintsugiException(Sentence.of(
                        "No model that colours sketches is installed: train one with \"kintsugi train colorize\", or"
                        + " import one.")));
    }

    /**
     * Colours a sketch.
     *
     * @param cancelled asked between the stages
     * @param progress hears how far it is, 0–1
     * @throws KintsugiException where the request or its model can't be used
     * @throws CancellationException where it was cancelled
     */
    public ColorizedDrawing color(ColorizeRequest request, BooleanSupplier cancelled, DoubleConsumer progress)
            throws KintsugiException {
        request.check();
        return device.run(() -> {
            load(request.model() != null ? request.model() : usualModel(store).id());
            return paint(request, () -> {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                }
            }, progress);
        });
    }

    private void load(String id) throws KintsugiException {
        StoredModel model = store.get(id);
        if (model.card().equals(card) && device.holds(manager)) {
            return;
        }
        ColorizationArchitecture architecture = BuiltInArchitectures.all()
                .find(model.card().architecture(), ColorizationArchitecture.class)
                .orElseThrow(() -> new KintsugiException(Sentence.of("The model \"%s\" is a %s network, which can't"
                        + " colour sketches: choose another with --model, or leave it out.", id,
                        model.card().architecture())));
        forget();
        if (!device.holds(manager)) {
            manager.close();
            manager = device.newManager();
        }
        network = architecture.build(model.card().hyperParameters(), new Parameters(manager, model.weights()));
        card = model.card();
    }

    private void forget() {
        if (network != null) {
            network.close();
            network = null;
            card = null;
        }
        remembered.clear();
    }

    private ColorizedDrawing paint(ColorizeRequest request, Runnable checkpoint, DoubleConsumer progress)
            throws KintsugiException {
        Picture sketch = request.sketch();
        LineLayer lines = lines(sketch, request.lineArt());
        checkpoint.run();
        progress.accept(0.1);
        List<ColorizeRequest.Reference> references =
                request.references().stream().filter(r -> r.weight() > 0).toList();
        for (int i = 0; i < references.size(); i++) {
            remember(references.get(i).picture());
            checkpoint.run();
            progress.accept(0.1 + 0.4 * (i + 1) / references.size());
        }
        Grid size = size(sketch);
        float[] small = lines.at(size.columns(), size.rows());
        float[][] colors;
        Correspondence correspondence;
        try (NDManager scope = manager.newSubManager()) {
            NDArray ink = scope.create(small, new Shape(1, 1, size.rows(), size.columns()));
            List<ReferenceCache> pictures = references.stream().map(r -> remembered.get(r.picture())).toList();
            ReferenceFeatures memory = ReferenceFeatures.of(pictures.stream().map(r -> r.in(scope)).toList(),
                    references.stream().map(ColorizeRequest.Reference::weight).toList());
            Colorization colored = network.color(ink, hints(request, size, scope), memory);
            colors = planes(colored.picture().toFloatArray(), size.places());
            correspondence = new Correspondence(sketch.width(), sketch.height(), places(size),
                    where(request, pictures), colored.attention().toFloatArray());
        }
        checkpoint.run();
        progress.accept(0.8);
        float[] trust = trust(small);
        float[][] painted = request.finish() == Finish.NETWORK
                ? withHints(new ColorPropagation(lines), request.hints(),
                        new ColorPropagation(lines).spread(colors, trust, size.columns(), size.rows()))
                : filled(request, lines, colors, trust, size, correspondence);
        checkpoint.run();
        progress.accept(1);
        return new ColorizedDrawing(lines, painted, sketch.info(), correspondence);
    }

    /** In colours of the references, region by region. */
    private float[][] filled(ColorizeRequest request, LineLayer lines, float[][] colors, float[] trust, Grid size,
            Correspondence correspondence) {
        List<RegionColors.Source> sources = request.references().stream().filter(r -> r.weight() > 0).map(r -> {
            ReferenceCache seen = remembered.get(r.picture());
            return new RegionColors.Source(seen.palette(), seen.grid(), r.weight());
        }).toList();
        ClosedRegions regions = closed();
        RegionColors chosen = new RegionColors(regions, sources);
        int[] labels = chosen.vote(colors, trust, size, correspondence.attention(), places(size));
        RegionFill fill = new RegionFill(lines, regions, chosen, labels);
        List<Hint> rest = fill.take(request.hints());
        ColorPropagation spreading = new ColorPropagation(lines, fill.areas());
        return withHints(spreading, rest, request.finish() == Finish.SHADED
                ? fill.shaded(spreading.spread(colors, trust, size.columns(), size.rows())) : fill.flat());
    }

    private static float[][] withHints(ColorPropagation spreading, List<Hint> hints, float[][] colors) {
        spreading.add(hints, colors);
        return colors;
    }

    /** The regions of the sketch that was drawn last. */
    private ClosedRegions closed() {
        if (drawn.regions() == null) {
            drawn = new Drawn(drawn.sketch(), drawn.lineArt(), drawn.lines(), new ClosedRegions(drawn.lines()));
        }
        return drawn.regions();
    }

    private LineLayer lines(Picture sketch, boolean lineArt) throws KintsugiException {
        if (drawn == null || drawn.sketch() != sketch || drawn.lineArt() != lineArt) {
            LineLayer lines = LineLayer.of(sketch, lineArt);
            if (lines.isBlank()) {
                throw new KintsugiException(Sentence.of("There are no lines in the sketch: choose another drawing."));
            }
            drawn = new Drawn(sketch, lineArt, lines, null);
        }
        return drawn.lines();
    }

    private void remember(Picture reference) {
        if (!remembered.containsKey(reference)) {
            Grid size = size(reference);
            try (NDManager scope = manager.newSubManager()) {
                float[] planes = ReferencePlanes.of(reference, size.columns(), size.rows());
                NDArray x = TensorMemory.copyOf(planes, new Shape(1, 3, size.rows(), size.columns()), scope);
                remembered.put(reference, ReferenceCache.of(network.remember(x), places(size),
                        new ReferencePalette(planes, size.columns(), size.rows())));
            }
        }
    }

    /** The size that a picture is shown to the network at, in pixels. */
    private Grid size(Picture picture) {
        int side = card.hyperParameters().integer(SIDE, USUAL_SIDE);
        double factor = (double) side / Math.max(picture.width(), picture.height());
        return new Grid(multiple(picture.width() * factor), multiple(picture.height() * factor));
    }

    private int multiple(double length) {
        int multiple = network.sizeMultiple();
        return multiple * (int) Math.max(1, Math.round(length / multiple));
    }

    private Grid places(Grid pixels) {
        return new Grid(pixels.columns() / network.placeSize(), pixels.rows() / network.placeSize());
    }

    /** The grid of each reference of a request in turn; none of those that count for nothing. */
    private static List<Grid> where(ColorizeRequest request, List<ReferenceCache> pictures) {
        List<Grid> out = new ArrayList<>();
        int next = 0;
        for (ColorizeRequest.Reference r : request.references()) {
            out.add(r.weight() > 0 ? pictures.get(next++).grid() : new Grid(0, 0));
        }
        return out;
    }

    private NDArray hints(ColorizeRequest request, Grid size, NDManager scope) {
        if (!network.takesHints() || request.hints().isEmpty()) {
            return null;
        }
        double across = (double) size.columns() / request.sketch().width();
        double down = (double) size.rows() / request.sketch().height();
        List<ColorHint> seen = request.hints().stream().map(h -> new ColorHint((h.x() + 0.5) * across,
                (h.y() + 0.5) * down, h.red(), h.green(), h.blue())).toList();
        float[][] planes = ColorHint.planes(seen, size.columns(), size.rows());
        float[] values = new float[4 * size.places()];
        for (int c = 0; c < planes.length; c++) {
            System.arraycopy(planes[c], 0, values, c * size.places(), size.places());
        }
        return scope.create(values, new Shape(1, 4, size.rows(), size.columns()));
    }

    /** What lies under ink has the colour of ink. */
    private static float[] trust(float[] lines) {
        float[] out = new float[lines.length];
        for (int i = 0; i < out.length; i++) {
            float paper = lines[i] * lines[i];
            out[i] = paper * paper;
        }
        return out;
    }

    private static float[][] planes(float[] values, int size) {
        float[][] out = new float[3][size];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < size; i++) {
                float v = values[c * size + i];
                out[c][i] = v > 0 ? Math.min(v, 1) : 0;
            }
        }
        return out;
    }

    @Override
    public void close() {
        forget();
        manager.close();
    }
}
