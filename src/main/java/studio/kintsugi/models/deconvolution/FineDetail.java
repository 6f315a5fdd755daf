package studio.kintsugi.models.deconvolution;

/**
 * Whether a picture has detail of the size of pixels. Squared differences D(d) between pixels that lie d apart grow
 * with d in straight proportion at a sharp edge, and with its square where everything is smooth; noise adds the same to
 * all. A shake smooths along its path whatever the picture shows, so that the least of several directions tells.
 */
final class FineDetail {
    private static final int[][] DIRECTIONS = {{1, 0}, {0, 1}, {1, 1}, {1, -1}};
    /** Pixels at a border that differences begin from no nearer to. */
    private static final int MARGIN = 4;

    private FineDetail() {}

    /**
     * (D(2) − D(1)) / (D(4) − D(2)) in the direction where it is least: about 0.25 where everything is smooth along it,
     * 0.5 at sharp edges, more in sharp texture.
     *
     * @param y pieces of one picture, row by row, one after another; not a number where nothing is
     *     known
     * @return 0 where there is nothing to see
     */
    static double of(float[] y, int width, int height) {
        double least = Double.MAX_VALUE;
        for (int[] d : DIRECTIONS) {
            double one = difference(y, width, height, d[0], d[1]);
            double two = difference(y, width, height, 2 * d[0], 2 * d[1]);
            double four = difference(y, width, height, 4 * d[0], 4 * d[1]);
            // differences that grow no further are of texture as fine as can be
            least = Math.min(least, two <= one ? 0 : four <= two ? Double.MAX_VALUE : (two - one) / (four - two));
        }
        return least == Double.MAX_VALUE ? 1 : least;
    }

    private static double difference(float[] y, int width, int height, int across, int down) {
        double sum = 0;
        long n = 0;
        for (int first = 0; first < y.length; first += width * height) {
            for (int row = MARGIN; row < height - MARGIN; row++) {
                int at = first + row * width;
                for (int x = at + MARGIN; x < at + width - MARGIN; x++) {
                    float d = y[x + down * width + across] - y[x];
                    if (!Float.isNaN(d)) {
                        sum += d * d;
                        n++;
                    }
                }
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
