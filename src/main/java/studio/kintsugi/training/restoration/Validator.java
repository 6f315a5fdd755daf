package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.metrics.Metrics;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.degradation.Degradation;
import studio.kintsugi.training.degradation.Degradations;
import studio.kintsugi.training.engine.RestorationSettings;

/** Measures a network on fixed crops of the held-out photos, degraded in the same way each time. */
public final class Validator {
    private static final int SIDE = 256;
    private static final int CROPS = 2;

    private final Map<String, List<Batch>> sets = new LinkedHashMap<>();

    /**
     * @param photos of which those that are too small are passed over; a set without any has no figure
     */
    public Validator(PhotoSet photos, List<RestorationSettings.Validation> validations) {
        for (RestorationSettings.Validation v : validations) {
            Degradation degradation = Degradations.parse(v.degradations(), photos);
            List<Batch> batches = new ArrayList<>();
            int margin = degradation.margin();
            int side = SIDE / degradation.scale() * degradation.scale() + 2 * margin;
            int seed = 0;
            for (PhotoSet.Photo photo : photos.atLeast(side).photos()) {
                for (int i = 0; i < CROPS; i++) {
                    SplittableRandom random = new SplittableRandom(++seed);
                    int x = random.nextInt(photo.width() - side + 1);
                    int y = random.nextInt(photo.height() - side + 1);
                    Patch clean = PhotoSet.cut(photo, x, y, side, 0);
                    Patch degraded = degradation.apply(clean.copy(), random);
                    batches.add(Batch.of(List.of(degraded.inner(margin / degradation.scale())),
                            List.of(clean.inner(margin))));
                }
            }
            if (!batches.isEmpty()) {
                sets.put(v.name(), batches);
            }
        }
    }

    /** Mean PSNR in dB of the clamped results, by name of the set. */
    public Map<String, Double> psnr(ImageNetwork network, NDManager manager) {
        Map<String, Double> out = new LinkedHashMap<>();
        sets.forEach((name, batches) -> {
            double sum = 0;
            for (Batch batch : batches) {
                try (NDManager scope = manager.newSubManager()) {
                    NDArray x = batch.input().in(scope);
                    sum += Metrics.clampedPsnr(network.forward(x).toFloatArray(), batch.target().values());
                }
            }
            out.put(name, sum / batches.size());
        });
        return out;
    }

    /** The first of the degraded pictures. */
    public Picture example() {
        return sets.values().iterator().next().getFirst().input().picture();
    }

    /** A network's result on {@link #example()}. */
    public Picture restoredExample(ImageNetwork network, NDManager manager) {
        try (NDManager scope = manager.newSubManager()) {
            NDArray out = network.forward(sets.values().iterator().next().getFirst().input().in(scope));
            return new Batch.Part(out.toFloatArray(), out.getShape().getShape()).picture();
        }
    }

    /** Mean PSNR in dB of the degraded pictures themselves. */
    public Map<String, Double> psnrOfInput() {
        Map<String, Double> out = new LinkedHashMap<>();
        sets.forEach((name, batches) -> out.put(name, batches.stream()
                .mapToDouble(Validator::psnrOfInput).average().orElse(Double.NaN)));
        return out;
    }

    /** A reduced input counts as enlarged bicubically. */
    private static double psnrOfInput(Batch b) {
        long[] in = b.input().shape();
        long[] out = b.target().shape();
        float[] values = b.input().values();
        if (in[3] != out[3]) {
            int plane = (int) (in[2] * in[3]);
            float[][] planes = new float[3][];
            for (int c = 0; c < 3; c++) {
                planes[c] = Arrays.copyOfRange(values, c * plane, (c + 1) * plane);
            }
            Patch small = new Patch((int) in[3], (int) in[2], planes);
            values = Batch.Part.of(List.of(small.bicubic((int) out[3], (int) out[2]))).values();
        }
        // of one patch the colours come first, whatever else a network is shown
        return Metrics.clampedPsnr(Arrays.copyOf(values, b.target().values().length), b.target().values());
    }
}
