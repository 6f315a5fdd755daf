package studio.kintsugi.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.LayerNorm;
import java.util.function.UnaryOperator;

/** Layers as functions. Tensors are float32 of shape (N, C, H, W) unless said otherwise. */
public final class Functional {
    private static final Shape ONE = new Shape(1, 1);
    /** Channels that the engine's convolutions take at once. */
    private static final int LANES = 16;
    /**
     * With more results than this, the engine plans 1×1 convolutions of pixels with their channels side by side wrongly
     * on processors that tell of a third cache of hundreds of megabytes: what it computes is not the convolution, or it
     * divides by zero, which ends the process.
     */
    public static final int MOST_SIDE_BY_SIDE = 256;

    /** The engine's numbers for interpolation. */
    private static final int NEAREST = 0;
    private static final int BILINEAR = 1;

    private Functional() {}

    /** The same values, with the channels of one pixel next to one another in memory. */
    public static NDArray channelsLast(NDArray x) {
        Shape s = x.getShape();
        // reshape copies whatever cannot be seen as a view, which is what lays the pixels out anew
        NDArray nhwc = x.transpose(0, 2, 3, 1).reshape(s.size());
        return nhwc.reshape(s.get(0), s.get(2), s.get(3), s.get(1)).transpose(0, 3, 1, 2);
    }

    /**
     * Convolution with bias.
     *
     * @param w (out, C / groups, kH, kW)
     * @param b (out), or null
     */
    public static NDArray conv2d(NDArray x, NDArray w, NDArray b, int stride, int padding, int groups) {
        Shape kernel = w.getShape();
        NDArray laid = fillsLanes(kernel) || groups > 1 ? x : channelsLast(x);
        return groups == 1 && kernel.get(2) == 1 && kernel.get(0) > MOST_SIDE_BY_SIDE
                ? pointwiseInParts(laid, w, b, stride, padding) : plainConv2d(laid, w, b, stride, padding, groups);
    }

    /** As many results at once as the engine plans rightly, put side by side. */
    private static NDArray pointwiseInParts(NDArray x, NDArray w, NDArray b, int stride, int padding) {
        long all = w.getShape().get(0);
        NDList parts = new NDList();
        for (long from = 0; from < all; from += MOST_SIDE_BY_SIDE) {
            long to = Math.min(all, from + MOST_SIDE_BY_SIDE);
            parts.add(plainConv2d(x, rows(w, from, to, x), b == null ? null : rows(b, from, to, x), stride, padding,
                    1));
        }
        return parts.head().getNDArrayInternal().concat(parts.subNDList(1), 1);
    }

    /** Some rows of a parameter, as a view that goes with {@code x}. */
    public static NDArray rows(NDArray parameter, long from, long to, NDArray x) {
        NDArray some = parameter.get("{}:{}", from, to);
        some.attach(x.getManager());
        return some;
    }

    private static NDArray plainConv2d(NDArray x, NDArray w, NDArray b, int stride, int padding, int groups) {
        return x.getNDArrayInternal()
                .convolution(x, w, b, new Shape(stride, stride), new Shape(padding, padding), ONE, groups)
                .singletonOrThrow();
    }

    /**
     * Whether a layer's channels fill all lanes, for which a picture's three colours count. Of others the engine makes
     * up the number where pixels are laid out plane by plane, and multiplies what lies in memory there: now and then
     * that is not a number. With the channels of a pixel side by side it does not.
     */
    private static boolean fillsLanes(Shape w) {
        long out = w.get(0);
        long in = w.get(1);
        return w.get(2) == 1 || (in < 4 || in % LANES == 0) && out % LANES == 0;
    }

    /** 1×1 convolution. */
    public static NDArray pointwise(NDArray x, NDArray w, NDArray b) {
        return conv2d(x, w, b, 1, 0, 1);
    }

    /** Layer normalisation over the channels of each pixel; {@code weight} and {@code bias} are (C). */
    public static NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, float eps) {
        NDArray nhwc = x.transpose(0, 2, 3, 1);
        return LayerNorm.layerNorm(nhwc, weight.getShape(), weight, bias, eps)
                .singletonOrThrow()
                .transpose(0, 3, 1, 2);
    }

    /**
     * Normalisation over height, width and the channels of each group; with as many groups as channels this is
     * instance normalisation.
     *
     * @param weight (C), or null for 1
     * @param bias (C), or null for 0; null where weight is
     */
    public static NDArray groupNorm(NDArray x, int groups, NDArray weight, NDArray bias, float eps) {
        Shape s = x.getShape();
        NDArray flat = x.reshape(s.get(0), groups, -1);
        NDArray centered = flat.sub(flat.mean(new int[] {2}, true));
        NDArray normal = centered.div(centered.square().mean(new int[] {2}, true).add(eps).sqrt()).reshape(s);
        if (weight == null) {
            return normal;
        }
        Shape channels = new Shape(1, s.get(1), 1, 1);
        return normal.mul(weight.reshape(channels)).add(bias.reshape(channels));
    }

    /**
     * {@code x} times a number. To be used wherever gradients may pass: the engine's own product with a number keeps
     * the number for the backward pass in memory that belongs to Java, and that the collector may have freed by then.
     */
    public static NDArray times(NDArray x, double factor) {
        NDArray number = x.getManager().ones(new Shape(1));
        number.muli(factor);
        return x.mul(number);
    }

    /** {@code x} in float32, whatever it is in; gradients pass. */
    public static NDArray float32(NDArray x) {
        // what is neither of DJL's types is bfloat16, which becomes float32 where that is added
        return x.getDataType() == DataType.FLOAT32 ? x : x.add(x.getManager().zeros(new Shape(1)));
    }

    /** First half of the channels times the second half. */
    public static NDArray simpleGate(NDArray x) {
        NDList halves = x.split(2, 1);
        return halves.get(0).mul(halves.get(1));
    }

    /** Gaussian error linear unit, x · Φ(x), exact and not the approximation by tanh. */
    public static NDArray gelu(NDArray x) {
        return times(x.mul(times(x, Math.sqrt(0.5)).erf().add(1)), 0.5);
    }

    /** Mean over height and width: (N, C, 1, 1). */
    public static NDArray globalMean(NDArray x) {
        Shape s = x.getShape();
        return x.transpose(0, 2, 3, 1)
                .reshape(s.get(0), s.get(2) * s.get(3), s.get(1))
                .mean(new int[] {1})
                .reshape(s.get(0), s.get(1), 1, 1);
    }

    /**
     * Mean over the {@code kh} by {@code kw} window that starts at each place, by cumulative sums in float32:
     * (N, C, H − kh + 1, W − kw + 1).
     */
    public static NDArray boxMean(NDArray x, int kh, int kw) {
        long h = x.getShape().get(2);
        long w = x.getShape().get(3);
        NDArray s = float32(x).cumSum(3).cumSum(2).pad(new Shape(1, 0, 1, 0), 0);
        NDArray bottom = s.get(":,:,{}:,:", kh);
        NDArray top = s.get(":,:,:{},:", h + 1 - kh);
        NDArray rows = bottom.sub(top);
        return times(rows.get(":,:,:,{}:", kw).sub(rows.get(":,:,:,:{}", w + 1 - kw)), 1.0 / ((double) kh * kw));
    }

    /**
     * Resized to {@code height} by {@code width}, pixel centres half a pixel inside the edges.
     *
     * @param smooth bilinearly, or else each place as the nearest
     */
    public static NDArray resized(NDArray x, long height, long width, boolean smooth) {
        // the engine has no interpolation of bfloat16
        return float32(x).getNDArrayInternal().interpolation(new long[] {height, width}, smooth ? BILINEAR : NEAREST,
                false);
    }

    /** {@code x} as if it were of {@code scope}: what is made of it is freed with that and not with {@code x}. */
    public static NDArray seen(NDManager scope, NDArray x) {
        NDArray view = x.reshape(x.getShape());
        view.attach(scope);
        return view;
    }

    /** Edge pixels repeated outwards. */
    public static NDArray replicatePad(NDArray x, int left, int right, int top, int bottom) {
        long w = x.getShape().get(3);
        NDArray out = x;
        if (left > 0 || right > 0) {
            NDList row = new NDList();
            if (left > 0) {
                row.add(out.get(":,:,:,0:1").repeat(3, left));
            }
            row.add(out);
            if (right > 0) {
                row.add(out.get(":,:,:,{}:", w - 1).repeat(3, right));
            }
            out = row.get(0).getNDArrayInternal().concat(row.subNDList(1), 3);
        }
        long h = x.getShape().get(2);
        if (top > 0 || bottom > 0) {
            NDList column = new NDList();
            if (top > 0) {
                column.add(out.get(":,:,0:1,:").repeat(2, top));
            }
            column.add(out);
            if (bottom > 0) {
                column.add(out.get(":,:,{}:,:", h - 1).repeat(2, bottom));
            }
            out = column.get(0).getNDArrayInternal().concat(column.subNDList(1), 2);
        }
        return out;
    }

    /** Zeros added at the right and the bottom until both sides are multiples of {@code multiple}. */
    public static NDArray padToMultiple(NDArray x, int multiple) {
        long h = x.getShape().get(2);
        long w = x.getShape().get(3);
        long right = (multiple - w % multiple) % multiple;
        long bottom = (multiple - h % multiple) % multiple;
        return right == 0 && bottom == 0 ? x : x.pad(new Shape(0, right, 0, bottom), 0);
    }

    /** out[c, 2h+i, 2w+j] = in[4c+2i+j, h, w], for any factor r: (N, C r², H, W) to (N, C, rH, rW). */
    public static NDArray pixelShuffle(NDArray x, int r) {
        Shape s = x.getShape();
        long n = s.get(0);
        long c = s.get(1) / ((long) r * r);
        long h = s.get(2);
        long w = s.get(3);
        return x.transpose(0, 2, 3, 1)
                .reshape(n, h, w, c, r, r)
                .transpose(0, 1, 4, 2, 5, 3)
                .reshape(n, h * r, w * r, c)
                .transpose(0, 3, 1, 2);
    }

    /** The inverse of {@link #pixelShuffle}: (N, C, rH, rW) to (N, C r², H, W). */
    public static NDArray pixelUnshuffle(NDArray x, int r) {
        Shape s = x.getShape();
        long n = s.get(0);
        long c = s.get(1);
        long h = s.get(2) / r;
        long w = s.get(3) / r;
        return x.reshape(n, c, h, r, w, r).transpose(0, 1, 3, 5, 2, 4).reshape(n, c * r * r, h, w);
    }

    /**
     * Transposed convolution with a 4×4 kernel, stride 2 and padding 1, which doubles both sides: each of the four
     * places in a square of output pixels is a 2×2 convolution of the input.
     *
     * @param w (in, out, 4, 4)
     * @param b (out)
     */
    public static NDArray transposedConv2d(NDArray x, NDArray w, NDArray b) {
        Shape s = x.getShape();
        long n = s.get(0);
        long h = s.get(2);
        long width = s.get(3);
        long in = w.getShape().get(0);
        long out = w.getShape().get(1);
        NDArray kernel = w.reshape(w.getShape());
        kernel.attach(x.getManager());
        kernel = kernel.flip(2, 3).reshape(in, out, 2, 2, 2, 2).transpose(1, 3, 5, 0, 2, 4).reshape(4 * out, in, 2, 2);
        // an even place sees its window one input pixel earlier than an odd one
        NDArray all = conv2d(x, kernel, null, 1, 1, 1).reshape(n, out, 2, 2, h + 1, width + 1);
        NDList places = new NDList();
        for (int py = 0; py < 2; py++) {
            for (int px = 0; px < 2; px++) {
                places.add(all.get(":,:,{},{},{}:{},{}:{}", py, px, py, py + h, px, px + width));
            }
        }
        NDArray joined = places.get(0).getNDArrayInternal().stack(places.subNDList(1), 2);
        return pixelShuffle(joined.reshape(n, 4 * out, h, width), 2).add(b.reshape(1, out, 1, 1));
    }

    /**
     * Runs {@code block} on {@code x} and frees every tensor it made but its result, which goes to the manager of
     * {@code x}. What the backward pass needs is kept by the engine.
     */
    public static NDArray scoped(NDArray x, UnaryOperator<NDArray> block) {
        NDManager outer = x.getManager();
        try (NDManager inner = outer.newSubManager()) {
            x.attach(inner);
            NDArray y;
            try {
                y = block.apply(x);
            } finally {
                x.attach(outer);
            }
            y.attach(outer);
            return y;
        }
    }

    /**
     * A function of a batch, a picture of it at a time, so that no more memory is needed than one of them takes.
     *
     * @param batch (N, …)
     * @param step for (1, …)
     * @return what it gave, one behind another; owned by the manager of {@code batch}
     */
    public static NDArray oneByOne(NDArray batch, UnaryOperator<NDArray> step) {
        int count = (int) batch.getShape().get(0);
        return scoped(batch, all -> {
            NDList results = new NDList(count);
            for (int i = 0; i < count; i++) {
                results.add(scoped(all.get("{}:{}", i, i + 1), step));
            }
            return NDArrays.concat(results);
        });
    }
}
