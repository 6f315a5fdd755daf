package studio.kintsugi.experiments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.Occupancy;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.render.ContactSheet;
import studio.kintsugi.models.dreamfields.Dream;
import studio.kintsugi.service.dream.DreamRequest;
import studio.kintsugi.service.dream.DreamRun;
import studio.kintsugi.service.dream.GuidanceModels;
import studio.kintsugi.store.ModelStore;

/** Dreams a prompt without each part of the method, one at a time (section 4.3 of Dream Fields). */
public final class AblationExperiment {
    /** Density per unit of length from which a place counts as filled. */
    private static final float DENSE = 12;

    private final ModelStore store;
    private final DreamRequest request;
    private final ComputeDevice device;
    private final int threads;

    /**
     * @param request whose {@link DreamRequest#ablation()} is passed over
     */
    public AblationExperiment(ModelStore store, DreamRequest request, ComputeDevice device, int threads) {
        this.store = store;
        this.request = request;
        this.device = device;
        this.threads = threads;
    }

    /**
     * What came of it.
     *
     * @param transmittance mean over the views of the last steps, 0–1
     * @param occupancy of what is dense
     */
    public record Row(DreamRequest.Ablation without, double score, double transmittance, Occupancy occupancy,
            VoxelField field) {}

    /**
     * Dreams.
     *
     * @param progress 0–1
     * @param done after each
     * @throws KintsugiException where the prompt can't be followed
     */
    public List<Row> run(DoubleConsumer progress, Consumer<Row> done) throws KintsugiException {
        List<Row> rows = new ArrayList<>();
        DreamRequest.Ablation[] all = DreamRequest.Ablation.values();
        try (GuidanceModels guides = GuidanceModels.open(store, request.guidance(), device)) {
            for (DreamRequest.Ablation without : all) {
                DreamRun.Result result = new DreamRun(request.without(without), guides, threads).run(() -> false,
                        p -> progress.accept((without.ordinal() + p.fraction()) / all.length));
                Row row = new Row(without, result.score(), result.last().stream()
                        .mapToDouble(Dream.Report::transmittance).average().orElse(0),
                        Occupancy.of(result.field(), DENSE), result.field());
                rows.add(row);
                done.accept(row);
            }
        }
        return rows;
    }

    /**
     * A figure of all: each field, with its figures below.
     *
     * @throws KintsugiException where it can't be written
     */
    public static void figure(List<Row> rows, Path file) throws KintsugiException {
        ContactSheet.write(rows.stream().map(r -> new ContactSheet.Cell(r.field(), List.of(
                r.without() == DreamRequest.Ablation.NONE ? "all of it"
                        : "without " + r.without().name().toLowerCase(Locale.ROOT),
                String.format(Locale.ROOT, "%.1f %% filled, %d pieces", 100 * r.occupancy().filled(),
                r.occupancy().pieces()),
                String.format(Locale.ROOT, "%.0f %% scattered", 100 * r.occupancy().scattered())),
                true)).toList(), rows.size(), file);
    }
}
