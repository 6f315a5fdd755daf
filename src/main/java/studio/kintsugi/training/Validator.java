package studio.kintsugi.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.models.ImageNetwork;

/** Judges a network on fixed crops of the held-out photos, spoiled in the same way each time. */
final class Validator {
    private static final int SIDE = 256;
    private static final int CROPS = 2;

    private final Map<String, List<Batch>> sets = new LinkedHashMap<>();

    Validator(PhotoSet photos, List<TrainingRecipe.Validation> validations) {
        for (TrainingRecipe.Validation v : validations) {
            Degradation degradation = Degradations.parse(v.degradations());
            List<Batch> batches = new ArrayList<>();
            int margin = degradation.margin();
            int side = SIDE + 2 * margin;
            int seed = 0;
            for (PhotoSet.Photo photo : photos.atLeast(side).photos()) {
                for (int i = 0; i < CROPS; i++) {
                    SplittableRandom random = new SplittableRandom(++seed);
                    int x = random.nextInt(photo.width() - side + 1);
                    int y = random.nextInt(photo.height() - side + 1);
                    Patch clean = PhotoSet.cut(photo, x, y, side, 0);
                    Patch spoiled = degradation.apply(clean.copy(), random);
                    batches.add(Batch.of(List.of(spoiled.inner(margin)), List.of(clean.inner(margin))));
                }
            }
            sets.put(v.name(), batches);
        }
    }

    /** Mean PSNR in dB of the clamped results, by name of the set. */
    Map<String, Double> psnr(ImageNetwork network, NDManager manager) {
        Map<String, Double> out = new LinkedHashMap<>();
        sets.forEach((name, batches) -> {
            double sum = 0;
            for (Batch batch : batches) {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray x = scope.create(batch.input(), new Shape(1, 3, batch.side(), batch.side()));
                    sum += psnr(network.forward(x).toFloatArray(), batch.target());
                }
            }
            out.put(name, sum / Math.max(1, batches.size()));
        });
        return out;
    }

    /** Mean PSNR in dB of the spoiled pictures themselves. */
    Map<String, Double> psnrOfInput() {
        Map<String, Double> out = new LinkedHashMap<>();
        sets.forEach((name, batches) -> out.put(name, batches.stream()
                .mapToDouble(b -> psnr(b.input(), b.target())).average().orElse(Double.NaN)));
        return out;
    }

    private static double psnr(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            double d = Math.clamp(a[i], 0f, 1f) - b[i];
            sum += d * d;
        }
        return -10 * Math.log10(Math.max(sum / a.length, 1e-10));
    }
}
