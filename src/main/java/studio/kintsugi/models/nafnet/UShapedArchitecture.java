package studio.kintsugi.models.nafnet;

import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.models.registry.CardDefaults;
import studio.kintsugi.models.registry.ImageArchitecture;
import studio.kintsugi.models.registry.LocalPooling;

/** What NAFNet and its baseline have in common: the U-net of figure 2c, cost and card included. */
abstract class UShapedArchitecture implements ImageArchitecture, LocalPooling {
    @Override
    public double macsPerPixel(HyperParameters hyperParameters) {
        return NafNetCost.macs(NafNetConfig.of(hyperParameters), 1);
    }

    @Override
    public CardDefaults cardDefaults(HyperParameters hyperParameters) {
        return NafNetConfig.of(hyperParameters).cardDefaults();
    }

    @Override
    public Optional<String> likelyTask(HyperParameters hyperParameters) {
        return PublishedShapes.likelyTask(hyperParameters);
    }

    @Override
    public HyperParameters pooled(HyperParameters hyperParameters, Integer trainSize) {
        return NafNetConfig.pooled(hyperParameters, trainSize);
    }
}
