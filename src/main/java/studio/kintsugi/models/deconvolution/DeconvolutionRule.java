package studio.kintsugi.models.deconvolution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.Architecture;
import studio.kintsugi.models.Recognition;
import studio.kintsugi.models.nafnet.NafNetRule;

/** Tells a NAFNet whose first layer also sees the guides. */
public final class DeconvolutionRule implements Architecture {
    static final String ID = "nafnet-deconvolution";
    private static final String FIRST = "intro.weight";
    private static final int COLOURS = 3;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Optional<Recognition> recognise(StateDict weights) {
        if (!weights.has(FIRST)) {
            return Optional.empty();
        }
        long[] shape = weights.get(FIRST).shape();
        if (shape.length != 4 || shape[1] != COLOURS + Wiener.GUIDES) {
            return Optional.empty();
        }
        Map<String, TensorData> plain = new LinkedHashMap<>(weights.tensors());
        int count = Math.toIntExact(shape[0] * COLOURS * shape[2] * shape[3]);
        plain.put(FIRST, TensorData.ofFloats(new float[count], shape[0], COLOURS, shape[2], shape[3]));
        return new NafNetRule().recognise(new StateDict(plain)).map(r -> new Recognition(ID,
                r.title() + ", with deconvolution", List.of("deblur"), r.hyperParameters(), r.missing(),
                r.unexpected(), r.misshapen()));
    }
}
