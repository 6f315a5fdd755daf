package studio.kintsugi.models.deconvolution;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import studio.kintsugi.compute.TensorMemory;

/**
 * Pictures as sums of waves, for convolutions with large kernels and their inverses. A picture is first continued
 * beyond its borders by mirroring, fading over from each side to the opposite one further out, since waves know no
 * border.
 */
final class Frequencies {
    /** The axis that goes down. */
    static final int ROWS = 2;
    /** The axis that goes right. */
    static final int COLUMNS = 3;

    private final int height;
    private final int width;
    private final int above;
    private final int left;
    private final int h;
    private final int w;

    /**
     * @param height of the pictures, pixels
     * @param width likewise
     * @param margin pixels that pictures are continued by at each side, at least
     */
    Frequencies(int height, int width, int margin) {
        this.height = height;
        this.width = width;
        h = quick(height + 2 * margin);
        w = quick(width + 2 * margin);
        above = (h - height) / 2;
        left = (w - width) / 2;
    }

    /** The least side from {@code least} on that is even and has no prime factor above 5: its transforms are quick. */
    static int quick(int least) {
        for (int side = least + least % 2;; side += 2) {
            int rest = side;
            for (int factor : new int[] {2, 3, 5}) {
                while (rest % factor == 0) {
                    rest /= factor;
                }
            }
            if (rest == 1) {
                return side;
            }
        }
    }

    /**
     * @param x (N, C, height, width)
     * @return complex, (N, C, h, w / 2 + 1)
     */
    NDArray of(NDArray x) {
        return transform(continued(x));
    }

    /** @return (N, C, h, w): the picture with what it was continued by */
    NDArray continued(NDArray x) {
        NDArray tall = faded(mirrored(x, ROWS, above, h - height - above), ROWS);
        return faded(mirrored(tall, COLUMNS, left, w - width - left), COLUMNS);
    }

    /** @return (N, C, h, w): the picture with nothing around it */
    NDArray padded(NDArray x) {
        return x.pad(new Shape(left, w - width - left, above, h - height - above), 0);
    }

    NDArray transform(NDArray continued) {
        return continued.rfft(w, COLUMNS).fft(h, ROWS);
    }

    /** The inverse of {@link #transform}. */
    NDArray inverse(NDArray frequencies) {
        return frequencies.ifft(h, ROWS).irfft(w, COLUMNS);
    }

    /** The inverse of {@link #of}. */
    NDArray picture(NDArray frequencies) {
        return cut(inverse(frequencies));
    }

    /** Without what it was continued by. */
    NDArray cut(NDArray continued) {
        return continued.get("...,{}:{},{}:{}", above, above + height, left, left + width);
    }

    /**
     * What convolution with a kernel multiplies waves by.
     *
     * @param kernels (N, 1, side, side), odd sides, centred
     * @return complex, (N, 1, h, w / 2 + 1), in the manager of {@code kernels}
     */
    NDArray transfer(NDArray kernels) {
        int n = (int) kernels.getShape().get(0);
        int side = (int) kernels.getShape().get(3);
        float[] in = kernels.toFloatArray();
        float[] out = new float[n * h * w];
        for (int i = 0; i < in.length; i++) {
            int y = Math.floorMod(i / side % side - side / 2, h);
            int x = Math.floorMod(i % side - side / 2, w);
            out[(i / (side * side) * h + y) * w + x] += in[i];
        }
        return transform(TensorMemory.copyOf(out, new Shape(n, 1, h, w), kernels.getManager()));
    }

    /** |F|² of complex numbers. */
    static NDArray power(NDArray f) {
        return f.real().square().sum(new int[] {-1});
    }

    /** Squared gradients of waves, |∇|²: (1, 1, h, w / 2 + 1). */
    NDArray slopes(NDManager manager) {
        int half = w / 2 + 1;
        NDArray down = manager.create(slopes(h, h), new Shape(1, 1, h, 1));
        return down.add(manager.create(slopes(half, w), new Shape(1, 1, 1, half)));
    }

    private static float[] slopes(int count, int of) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = (float) (2 - 2 * Math.cos(2 * Math.PI * i / of));
        }
        return out;
    }

    private static NDArray mirrored(NDArray x, int axis, int before, int after) {
        if (before == 0 && after == 0) {
            return x;
        }
        int n = (int) x.getShape().get(axis);
        if (n == 1) {
            return x.repeat(axis, 1L + before + after);
        }
        int b = Math.min(before, n - 1);
        int a = Math.min(after, n - 1);
        NDArray out = x;
        if (b > 0) {
            out = part(x, axis, 1, 1 + b).flip(axis).concat(out, axis);
        }
        if (a > 0) {
            out = out.concat(part(x, axis, n - 1 - a, n - 1).flip(axis), axis);
        }
        return mirrored(out, axis, before - b, after - a);
    }

    /** From one row or column to before another. */
    static NDArray part(NDArray x, int axis, int from, int to) {
        return axis == ROWS ? x.get(new NDIndex(":,:,{}:{}", from, to)) : x.get(new NDIndex(":,:,:,{}:{}", from, to));
    }

    /**
     * Half of either side at the very border, all of the side's own in the inner half of what was added: there the
     * picture's border, which a tile may share, must not know what lies at the tile's other end.
     */
    private NDArray faded(NDArray x, int axis) {
        int n = axis == ROWS ? h : w;
        int before = axis == ROWS ? above : left;
        int after = n - before - (axis == ROWS ? height : width);
        float[] own = new float[n];
        for (int i = 0; i < n; i++) {
            double inside = Math.min((i + 0.5) / Math.max(before, 1), (n - i - 0.5) / Math.max(after, 1));
            own[i] = (float) Math.min(1, 0.5 + inside);
        }
        NDArray share = x.getManager().create(own, axis == ROWS ? new Shape(1, 1, n, 1) : new Shape(1, 1, 1, n));
        NDArray other = x.flip(axis);
        return other.add(x.sub(other).mul(share));
    }
}
