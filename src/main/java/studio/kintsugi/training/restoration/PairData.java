package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.training.data.Alignment;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.PairFolder;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.engine.TrainingRecipe;

/** Pairs of pictures, which may not line up; held-out ones are aligned as well as whole pixels allow. */
final class PairData implements RestorationData {
    private static final int VALIDATION_SIDE = 384;

    private final TrainingRecipe recipe;
    private final PairFolder pairs;
    private final int scale;
    private final List<Batch> validation = new ArrayList<>();

    /**
     * @param recipe gives seed, batch and patch
     * @param scale target pixels per input pixel along one side
     */
    PairData(TrainingRecipe recipe, PairFolder pairs, int scale) {
        this.recipe = recipe;
        this.pairs = pairs;
        this.scale = scale;
        for (PairFolder.Pair pair : pairs.validation()) {
            validation.add(aligned(pair));
        }
    }

    @Override
    public Picture example() {
        return validation.getFirst().input().picture();
    }

    /** The middle of a pair, the target moved so that it lines up as well as whole pixels allow. */
    private Batch aligned(PairFolder.Pair pair) {
        Alignment shift = scale == 1 ? Alignment.between(pair.input(), pair.target(), PairTask.MOST_SHIFT)
                : new Alignment(0, 0);
        int side = Math.min(VALIDATION_SIDE,
                Math.min(pair.input().width(), pair.input().height()) - 2 * (int) Math.ceil(shift.length()));
        int x = (pair.input().width() - side) / 2;
        int y = (pair.input().height() - side) / 2;
        return Batch.of(List.of(PhotoSet.cut(pair.input(), x, y, side, 0)),
                List.of(PhotoSet.cut(pair.target(), x * scale + shift.x(), y * scale + shift.y(), side * scale, 0)));
    }

    @Override
    public Batch batch(long step) {
        SplittableRandom random = recipe.random(step);
        int side = recipe.patches().side();
        List<Patch> inputs = new ArrayList<>();
        List<Patch> targets = new ArrayList<>();
        for (int i = 0; i < recipe.optimization().batch(); i++) {
            PairFolder.Pair pair = pairs.training().get(random.nextInt(pairs.training().size()));
            int x = random.nextInt(pair.input().width() - side + 1);
            int y = random.nextInt(pair.input().height() - side + 1);
            int symmetry = random.nextInt(8);
            inputs.add(PhotoSet.cut(pair.input(), x, y, side, symmetry));
            targets.add(PhotoSet.cut(pair.target(), x * scale, y * scale, side * scale, symmetry));
        }
        return Batch.of(inputs, targets);
    }

    @Override
    public Map<String, Double> validate(ImageNetwork network, NDManager manager) {
        double sum = 0;
        for (Batch batch : validation) {
            try (NDManager scope = manager.newSubManager()) {
                float[] result = network.forward(batch.input().in(scope)).toFloatArray();
                sum += Metrics.clampedPsnr(result, batch.target().values());
            }
        }
        return Map.of(PairTask.FIGURE, sum / validation.size());
    }

    @Override
    public Map<String, Double> baseline() {
        return scale > 1 ? Map.of() : Map.of(PairTask.FIGURE, validation.stream()
                .mapToDouble(b -> Metrics.clampedPsnr(b.input().values(), b.target().values())).average()
                .orElseThrow());
    }

    @Override
    public String description() {
        return pairs.training().size() + " pairs";
    }
}
