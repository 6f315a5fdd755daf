package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;

/**
 * A part of a tensor of pictures.
 *
 * @param top first row
 * @param left first column
 * @param height rows
 * @param width columns
 */
public record Window(int top, int left, int height, int width) {
    public static Window all(int height, int width) {
        return new Window(0, 0, height, width);
    }

    /** This part and what lies up to {@code margin} pixels round it, within a tensor of so many rows and columns. */
    public Window grown(int margin, int rows, int columns) {
        int y = Math.max(0, top - margin);
        int x = Math.max(0, left - margin);
        int bottom = Math.min(rows, top + height + margin);
        int right = Math.min(columns, left + width + margin);
        return new Window(y, x, bottom - y, right - x);
    }

    /**
     * @param x (N, C, H, W)
     * @return (N, C, {@link #height}, {@link #width}), a view where PyTorch makes one
     */
    public NDArray of(NDArray x) {
        return x.get(":,:,{}:{},{}:{}", top, top + height, left, left + width);
    }
}
