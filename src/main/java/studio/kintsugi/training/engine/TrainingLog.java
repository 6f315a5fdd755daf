package studio.kintsugi.training.engine;

import java.util.Map;

/** Is told of a run's progress. */
public interface TrainingLog {
    /** Ignores everything. */
    TrainingLog NONE = new TrainingLog() {
        @Override
        public void began(TrainingRecipe recipe, int parameters, Map<String, Double> baseline) {}

        @Override
        public void stepped(long step, double fraction, double loss, double seconds, double rate) {}

        @Override
        public void validated(long step, double seconds, double fraction, double loss, Map<String, Double> psnr) {}
    };

    /**
     * @param parameters the network's size
     * @param baseline PSNR of the degraded pictures by validation set, dB
     */
    void began(TrainingRecipe recipe, int parameters, Map<String, Double> baseline);

    /**
     * @param fraction of the run, 0–1
     * @param loss smoothed
     * @param rate steps a second
     */
    void stepped(long step, double fraction, double loss, double seconds, double rate);

    /**
     * @param psnr of the averaged weights by validation set, dB
     */
    void validated(long step, double seconds, double fraction, double loss, Map<String, Double> psnr);
}
