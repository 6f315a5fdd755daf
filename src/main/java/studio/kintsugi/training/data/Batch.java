package studio.kintsugi.training.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.imaging.Picture;

/**
 * The tensors of one training step, in Java's memory.
 *
 * @param parts in the order that the task's losses expect
 */
public record Batch(List<Part> parts) {
    /**
     * One tensor.
     *
     * @param values row-major
     */
    public record Part(float[] values, long... shape) {
        /** Patches of one size side by side: (N, planes, H, W). */
        public static Part of(List<Patch> patches) {
            Patch first = patches.getFirst();
            int plane = first.width() * first.height();
            int planes = first.planes().length;
            float[] out = new float[patches.size() * planes * plane];
            int at = 0;
            for (Patch p : patches) {
                for (float[] values : p.planes()) {
                    System.arraycopy(values, 0, out, at, plane);
                    at += plane;
                }
            }
            return new Part(out, patches.size(), planes, first.height(), first.width());
        }

        /** The colours of the first of (N, planes, H, W), values 0–1. */
        public Picture picture() {
            int h = (int) shape[2];
            int w = (int) shape[3];
            float[][] planes = new float[Picture.CHANNELS][];
            for (int c = 0; c < planes.length; c++) {
                planes[c] = Arrays.copyOfRange(values, c * w * h, (c + 1) * w * h);
                for (int i = 0; i < planes[c].length; i++) {
                    planes[c][i] = Math.clamp(planes[c][i], 0f, 1f);
                }
            }
            return Picture.of(w, h, planes);
        }

        public NDArray in(NDManager manager) {
            return TensorMemory.copyOf(values, new Shape(shape), manager);
        }
    }

    public static Batch of(List<Patch> inputs, List<Patch> targets) {
        return new Batch(List.of(Part.of(inputs), Part.of(targets)));
    }

    /** The first part: what the network gets. */
    public Part input() {
        return parts.get(0);
    }

    /** The second part: what it should give. */
    public Part target() {
        return parts.get(1);
    }

    public List<NDArray> in(NDManager manager) {
        return parts.stream().map(p -> p.in(manager)).toList();
    }
}
