package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.TrainableNetwork;
import studio.kintsugi.nn.Parameters;

/** A {@link DeconvolvingNet} as it is trained: its guides come with the picture. */
record GuidedTraining(DeconvolvingNet network) implements TrainableNetwork {
    private static final String FIRST = "intro.weight";

    /** Takes a NAFNet of the same shape that sees the picture alone as well: it sees the guides from here on. */
    @Override
    public void begin(StateDict weights) {
        Map<String, TensorData> tensors = new LinkedHashMap<>(weights.tensors());
        tensors.computeIfPresent(FIRST, (name, t) -> widened(t));
        parameters().set(new StateDict(tensors));
    }

    /** With weights of zero for what it was not shown. */
    private TensorData widened(TensorData first) {
        long[] shape = parameters().get(FIRST).getShape().getShape();
        if (first.shape().length != 4 || first.shape()[1] >= shape[1]) {
            return first;
        }
        int from = (int) (first.count() / first.shape()[0]);
        int to = (int) Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
        float[] in = first.toFloats();
        float[] out = new float[in.length / from * to];
        for (int i = 0; i < in.length / from; i++) {
            System.arraycopy(in, i * from, out, i * to, from);
        }
        return TensorData.ofFloats(out, first.shape()[0], shape[1], shape[2], shape[3]);
    }

    @Override
    public NDArray forward(NDArray x) {
        return network.forward(x);
    }

    @Override
    public Parameters parameters() {
        return network.parameters();
    }

    @Override
    public int sizeMultiple() {
        return network.sizeMultiple();
    }

    @Override
    public int context() {
        return network.context();
    }

    @Override
    public int bytesPerPixel() {
        return network.bytesPerPixel();
    }
}
