package studio.kintsugi.models.clip;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.checkpoint.HyperParameters;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.models.registry.PictureTextArchitecture;
import studio.kintsugi.models.registry.Recognition;

/** The small picture-text model that ships, {@link CompactClip}. */
public final class CompactClipArchitecture implements PictureTextArchitecture {
    @Override
    public String id() {
        return "compact-clip";
    }

    /** Never: which words its rows stand for is in the model card alone, so a bare checkpoint is of no use. */
    @Override
    public Optional<Recognition> recognize(StateDict weights) {
        return Optional.empty();
    }

    @Override
    public CompactClipModel load(NDManager parent, HyperParameters hyperParameters, StateDict weights,
            List<Path> files) {
        return new CompactClipModel(parent, hyperParameters, weights);
    }
}
