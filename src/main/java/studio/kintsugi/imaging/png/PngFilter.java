package studio.kintsugi.imaging.png;

import java.io.IOException;

/** The five row filters of PNG (ISO/IEC 15948, 9.2). */
final class PngFilter {
    static final int COUNT = 5;

    private PngFilter() {}

    /** Restores a row in place from the restored row above; {@code distance} is the bytes of one pixel. */
    static void undo(int filter, byte[] row, byte[] above, int distance) throws IOException {
        int n = row.length;
        int d = Math.min(distance, n);
        switch (filter) {
            case 0 -> { }
            case 1 -> {
                for (int i = d; i < n; i++) {
                    row[i] += row[i - d];
                }
            }
            case 2 -> {
                for (int i = 0; i < n; i++) {
                    row[i] += above[i];
                }
            }
            case 3 -> {
                for (int i = 0; i < n; i++) {
                    int left = i < d ? 0 : row[i - d] & 0xff;
                    row[i] += (byte) (left + (above[i] & 0xff) >> 1);
                }
            }
            case 4 -> {
                for (int i = 0; i < n; i++) {
                    row[i] += i < d ? above[i]
                            : (byte) paeth(row[i - d] & 0xff, above[i] & 0xff, above[i - d] & 0xff);
                }
            }
            default -> throw new IOException("filter " + filter);
        }
    }

    /** Filters a row into {@code out} from index 1 on, its number at 0; gives the sum of magnitudes, less is better. */
    static long apply(int filter, byte[] row, byte[] above, int distance, byte[] out) {
        int n = row.length;
        int d = Math.min(distance, n);
        out[0] = (byte) filter;
        long sum = 0;
        for (int i = 0; i < n; i++) {
            int left = i < d ? 0 : row[i - d] & 0xff;
            int up = above[i] & 0xff;
            int predicted = switch (filter) {
                case 0 -> 0;
                case 1 -> left;
                case 2 -> up;
                case 3 -> left + up >> 1;
                default -> paeth(left, up, i < d ? 0 : above[i - d] & 0xff);
            };
            byte value = (byte) (row[i] - predicted);
            out[i + 1] = value;
            sum += Math.abs(value);
        }
        return sum;
    }

    private static int paeth(int left, int up, int corner) {
        int toLeft = Math.abs(up - corner);
        int toUp = Math.abs(left - corner);
        int toCorner = Math.abs(left + up - 2 * corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
}
