package studio.kintsugi.models.repsr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import studio.kintsugi.compute.ProcessorThreads;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.models.network.ImageNetwork;
import studio.kintsugi.models.network.Window;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.simd.ConvChain;

/**
 * A collapsed network as one pass over the picture: all layers, the pixel shuffle and the way round them. Takes
 * another's weights as they stand and belongs to it.
 */
final class FusedSr implements ImageNetwork {
    private final RepSrConfig config;
    private final PlainSr plain;
    private final ConvChain chain;

    FusedSr(RepSrConfig config, PlainSr plain) {
        this.config = config;
        this.plain = plain;
        this.chain = new ConvChain(config.colors());
        for (int i = -1; i < config.blocks(); i++) {
            add(i < 0 ? RepSrConfig.head() : RepSrConfig.block(i), RepSrConfig.slope(i));
        }
        add(config.tail(), null);
    }

    private void add(String layer, String slope) {
        Parameters p = plain.parameters();
        chain.then(p.get(layer + ".weight").toFloatArray(), p.get(layer + ".bias").toFloatArray(),
                slope == null ? null : p.get(slope).toFloatArray());
    }

    @Override
    public NDArray forward(NDArray x) {
        return config.colors() == 3 ? enlarged(x) : LumaAdapter.enlarge(x, config.scale(), this::enlarged);
    }

    /** From (N, colors, H, W) to (N, colors, scale · H, scale · W). */
    private NDArray enlarged(NDArray x) {
        Shape s = x.getShape();
        int h = (int) s.get(2);
        int w = (int) s.get(3);
        float[] all = x.toFloatArray();
        int in = config.colors() * h * w;
        int out = in * scale() * scale();
        float[] y = new float[Math.toIntExact(s.get(0) * out)];
        for (int n = 0; n < s.get(0); n++) {
            int begin = n * out;
            enlarge(Arrays.copyOfRange(all, n * in, (n + 1) * in), h, w, (c, row, values, from) ->
                    System.arraycopy(values, from, y, begin + (c * h * scale() + row) * w * scale(), w * scale()));
        }
        return TensorMemory.copyOf(y, new Shape(s.get(0), config.colors(), (long) scale() * h, (long) scale() * w),
                x.getManager());
    }

    @Override
    public void run(NDManager scope, float[] x, int height, int width, Window wanted, RowTaker taker) {
        if (config.colors() == 3) {
            enlarge(x, height, width, taker);
        } else {
            ImageNetwork.super.run(scope, x, height, width, wanted, taker);
        }
    }

    private void enlarge(float[] x, int height, int width, RowTaker taker) {
        chain.run(x, height, width, ProcessorThreads.count(), (row, values, step) -> {
            float[] line = new float[width + 2];
            float[] result = new float[width * scale()];
            for (int c = 0; c < config.colors(); c++) {
                for (int i = 0; i < scale(); i++) {
                    between(x, height, width, c, new Between(row, i, scale()), line);
                    shuffle(line, values, step, (c * scale() + i) * scale(), result);
                    taker.take(c, row * scale() + i, result, 0);
                }
            }
        });
    }

    /** Writes what lies between two rows of channel {@code c} of the input, with the pixels at the ends doubled. */
    private static void between(float[] x, int height, int width, int c, Between place, float[] line) {
        int above = (c * height + Math.clamp(place.first, 0, height - 1)) * width;
        int below = (c * height + Math.clamp(place.first + 1, 0, height - 1)) * width;
        for (int k = 0; k < width; k++) {
            line[k + 1] = x[above + k] + place.share * (x[below + k] - x[above + k]);
        }
        line[0] = line[1];
        line[width + 1] = line[width];
    }

    /**
     * One row of the result: a row of the network's last map shuffled, added to {@code line} enlarged linearly.
     *
     * @param values whose pixel k lies at (k + 1) · {@code step}
     * @param channel of the map that the row's first pixel comes from
     */
    private void shuffle(float[] line, float[] values, int step, int channel, float[] result) {
        int s = scale();
        for (int j = 0; j < s; j++) {
            Between place = new Between(0, j, s);
            int left = place.first + 1;
            int from = step + channel + j;
            for (int k = 0; k < line.length - 2; k++) {
                float l = line[left + k];
                result[k * s + j] = l + place.share * (line[left + k + 1] - l) + values[from + k * step];
            }
        }
    }

    /** Where part {@code i} of {@code s} of pixel {@code at} lies: between pixel {@code first} and the next. */
    private static final class Between {
        private final int first;
        private final float share;

        Between(int at, int i, int s) {
            float inside = (i + 0.5f) / s - 0.5f;
            first = inside < 0 ? at - 1 : at;
            share = inside < 0 ? inside + 1 : inside;
        }
    }

    @Override
    public Parameters parameters() {
        return plain.parameters();
    }

    @Override
    public int scale() {
        return config.scale();
    }

    @Override
    public int sizeMultiple() {
        return plain.sizeMultiple();
    }

    @Override
    public int context() {
        return plain.context();
    }

    /** What tiles make again of their neighbours costs more than the user's longer wait for the first. */
    @Override
    public int largestTile() {
        return 768;
    }

    @Override
    public int bytesPerPixel() {
        return plain.bytesPerPixel();
    }

    @Override
    public long tileBytes(int side) {
        long seen = side + 2L * context();
        return seen * seen * config.colors() * Float.BYTES + seen * chain.bytesPerColumn();
    }
}
