package studio.kintsugi.service.colorize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import studio.kintsugi.models.network.ReferenceFeatures;
import studio.kintsugi.service.colorize.Correspondence.Grid;

/** What a network saw in one reference, outside native memory. */
record ReferenceCache(Grid grid, Tensor keys, Tensor values, Tensor colors, ReferencePalette palette) {
    /** Values and shape of a tensor. */
    private record Tensor(float[] values, Shape shape) {
        static Tensor of(NDArray array) {
            return array == null ? null : new Tensor(array.toFloatArray(), array.getShape());
        }

        static NDArray in(NDManager scope, Tensor tensor) {
            return tensor == null ? null : scope.create(tensor.values, tensor.shape);
        }
    }

    static ReferenceCache of(ReferenceFeatures memory, Grid grid, ReferencePalette palette) {
        return new ReferenceCache(grid, Tensor.of(memory.keys()), Tensor.of(memory.values()),
                Tensor.of(memory.colors()), palette);
    }

    /** The same for the network. */
    ReferenceFeatures in(NDManager scope) {
        return new ReferenceFeatures(Tensor.in(scope, keys), Tensor.in(scope, values), Tensor.in(scope, colors), null);
    }
}
