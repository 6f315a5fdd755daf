package studio.kintsugi.training.pruning;

import java.util.Map;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.store.ModelCard;

/**
 * What pruning changed.
 *
 * @param model the pruned model
 * @param before of the whole model
 * @param after of the pruned one
 * @param example one of the validation inputs
 * @param sheet the whole model's result on it, and at the right of that the pruned one's
 */
public record PruningReport(ModelCard model, Figures before, Figures after, Picture example, Picture sheet) {
    /**
     * One model's figures.
     *
     * @param macs multiply–accumulate operations for each pixel
     * @param parameters number of weights
     * @param bytes of working memory for each pixel
     * @param secondsPerMegapixel on this machine
     * @param psnr by validation set, dB
     */
    public record Figures(double macs, long parameters, int bytes, double secondsPerMegapixel,
            Map<String, Double> psnr) {}
}
