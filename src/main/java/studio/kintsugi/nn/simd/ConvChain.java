package studio.kintsugi.nn.simd;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Convolutions one behind the other, each padded with zeros. All move down the picture together, each a row behind the
 * one before it, so that six rows of every map are all that is ever kept. Threads take strips of the picture; what they
 * need of their neighbours' they make themselves.
 */
public final class ConvChain {
    /** Rows that a strip has at least: each makes as many again as the chain is long. */
    private static final int SHORTEST_STRIP = 48;

    private final int channels;
    private final List<ConvLayer> layers = new ArrayList<>();

    /**
     * An empty chain.
     *
     * @param channels of its input
     */
    public ConvChain(int channels) {
        this.channels = channels;
    }

    /**
     * Adds a layer.
     *
     * @param weight (channels out, channels in, 3, 3), row-major
     * @param bias (channels out)
     * @param slope of the parametric ReLU (channels out), or null for none
     */
    public ConvChain then(float[] weight, float[] bias, float[] slope) {
        float[] slopes = slope;
        if (slopes == null) {
            slopes = new float[bias.length];
            Arrays.fill(slopes, 1);
        }
        layers.add(new ConvLayer(weight, bias, slopes, layers.isEmpty() ? channels : layers.getLast().out()));
        return this;
    }

    /** Takes finished rows, from several threads. */
    @FunctionalInterface
    public interface RowTaker {
        /**
         * @param row whose channel c of pixel x lies at (x + 1) · {@code step} + c; valid during the call
         */
        void take(int y, float[] row, int step);
    }

    /** Bytes that a thread keeps for each pixel of a row. */
    public long bytesPerColumn() {
        return (long) VectorKernel.TAPS * Float.BYTES
                * (channels + layers.stream().mapToInt(ConvLayer::out).sum());
    }

    /**
     * Runs the chain.
     *
     * @param x (channels, height, width)
     * @param threads how many to use
     */
    public void run(float[] x, int height, int width, int threads, RowTaker taker) {
        int strips = Math.clamp(height / SHORTEST_STRIP, 1, threads);
        IntStream.range(0, strips).parallel().forEach(i -> new Strip(x, height, width,
                (int) ((long) height * i / strips), (int) ((long) height * (i + 1) / strips)).run(taker));
    }

    /** Rows {@code top} to {@code bottom} of the result. */
    private final class Strip {
        private final float[] x;
        private final int height;
        private final int width;
        private final int top;
        private final int bottom;
        /** The last six rows of the input and of each layer's result; row y is number y mod 6. */
        private final float[][][] rings;
        private final ConvLayer.Scratch scratch;

        Strip(float[] x, int height, int width, int top, int bottom) {
            this.x = x;
            this.height = height;
            this.width = width;
            this.top = top;
            this.bottom = bottom;
            int padded = (width + VectorKernel.TILE - 1) / VectorKernel.TILE * VectorKernel.TILE + 2;
            rings = new float[layers.size() + 1][VectorKernel.TAPS][];
            for (int l = 0; l <= layers.size(); l++) {
                int floats = padded * (l == 0 ? channels : layers.get(l - 1).out()) + VectorKernel.LANES;
                Arrays.setAll(rings[l], i -> new float[floats]);
            }
            scratch = new ConvLayer.Scratch(layers.stream().mapToInt(ConvLayer::in).max().orElseThrow(),
                    layers.stream().mapToInt(ConvLayer::out).max().orElseThrow());
        }

        void run(RowTaker taker) {
            int last = layers.size() - 1;
            // the first row of the result depends on the first layer's row that lies as far above as layers follow
            int begin = top - last;
            for (int y = begin - VectorKernel.TILE; y - last < bottom; y += VectorKernel.TILE) {
                for (int i = 1; i <= VectorKernel.TILE; i++) {
                    load(y + i);
                }
                for (int l = 0; l <= last; l++) {
                    int from = y - l;
                    if (from + VectorKernel.TILE > Math.max(0, begin + l)
                            && from < Math.min(height, bottom + last - l)) {
                        layers.get(l).run(rows(l, from - 1, VectorKernel.TAPS), rows(l + 1, from, VectorKernel.TILE),
                                width, scratch);
                    }
                    clear(l + 1, from);
                }
                for (int out = Math.max(top, y - last); out < Math.min(bottom, y - last + VectorKernel.TILE); out++) {
                    taker.take(out, row(last + 1, out), layers.get(last).out());
                }
            }
        }

        /** Row {@code y} of the input, black outside the picture. */
        private void load(int y) {
            float[] row = row(0, y);
            if (y < 0 || y >= height) {
                Arrays.fill(row, 0);
                return;
            }
            for (int c = 0; c < channels; c++) {
                int from = (c * height + y) * width;
                for (int i = 0; i < width; i++) {
                    row[(i + 1) * channels + c] = x[from + i];
                }
            }
        }

        /** What is no pixel of the picture is 0 for the next layer. */
        private void clear(int ring, int from) {
            int pixel = layers.get(ring - 1).out();
            for (int y = from; y < from + VectorKernel.TILE; y++) {
                float[] row = row(ring, y);
                Arrays.fill(row, y < 0 || y >= height ? 0 : (width + 1) * pixel, row.length, 0);
            }
        }

        private float[][] rows(int ring, int from, int count) {
            float[][] out = new float[count][];
            Arrays.setAll(out, i -> row(ring, from + i));
            return out;
        }

        private float[] row(int ring, int y) {
            return rings[ring][Math.floorMod(y, VectorKernel.TAPS)];
        }
    }
}
