package studio.kintsugi.models.nafnet;

import java.util.List;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;

/** The two shapes the authors published weights in, each for one task alone. */
public final class PublishedShapes {
    private static final List<Integer> SIDD = List.of(2, 2, 4, 8);
    private static final List<Integer> GOPRO_AND_REDS = List.of(1, 1, 1, 28);

    private PublishedShapes() {}

    /** What weights of a NAFNet or Baseline of these hyper-parameters are likely for; nothing where it is not one. */
    public static Optional<String> likelyTask(HyperParameters hyperParameters) {
        List<Integer> encoders = hyperParameters.integers("enc_blk_nums", List.of());
        if (SIDD.equals(encoders)) {
            return Optional.of("denoise");
        }
        return GOPRO_AND_REDS.equals(encoders) ? Optional.of("deblur") : Optional.empty();
    }
}
