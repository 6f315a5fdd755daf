package studio.kintsugi.models.pruning;

import studio.kintsugi.checkpoint.TensorData;

/** Cuts and scales tensors along one axis. */
public final class ChannelSlices {
    private ChannelSlices() {}

    static TensorData scaled(TensorData t, float factor) {
        float[] values = t.toFloats();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return TensorData.ofFloats(values, t.shape());
    }

    /** Index {@code offset + k} of the axis times {@code factors[k]}. */
    static TensorData scaled(TensorData t, int axis, int offset, float[] factors) {
        float[] values = t.toFloats();
        int inner = inner(t, axis);
        int n = (int) t.shape()[axis];
        for (int i = 0; i < values.length; i++) {
            int k = i / inner % n - offset;
            if (k >= 0 && k < factors.length) {
                values[i] *= factors[k];
            }
        }
        return TensorData.ofFloats(values, t.shape());
    }

    /** The indices of the axis that are kept. */
    public static TensorData kept(TensorData t, int axis, boolean[] kept) {
        float[] values = t.toFloats();
        int inner = inner(t, axis);
        long[] shape = t.shape().clone();
        int n = (int) shape[axis];
        shape[axis] = 0;
        for (boolean k : kept) {
            shape[axis] += k ? 1 : 0;
        }
        float[] out = new float[(int) (t.count() / n * shape[axis])];
        int at = 0;
        for (int i = 0; i < values.length; i += inner) {
            if (kept[i / inner % n]) {
                System.arraycopy(values, i, out, at, inner);
                at += inner;
            }
        }
        return TensorData.ofFloats(out, shape);
    }

    /** Elements from one index of the axis to the next. */
    private static int inner(TensorData t, int axis) {
        int inner = 1;
        for (int i = axis + 1; i < t.shape().length; i++) {
            inner *= (int) t.shape()[i];
        }
        return inner;
    }
}
