package studio.kintsugi.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** Puts pictures and sentences into one space, where those that belong together are near. */
public interface PictureTextModel extends AutoCloseable {
    /** Side in pixels of the pictures it is given. */
    int side();

    /**
     * Where pictures lie; gradients pass.
     *
     * @param pictures (N, 3, side, side), sRGB 0–1
     * @return (N, width), rows of length 1
     */
    NDArray pictures(NDArray pictures);

    /**
     * Where a sentence lies.
     *
     * @return (1, width), of length 1, in {@code scope}
     */
    NDArray text(NDManager scope, String sentence);

    /** Whether any word of a sentence means something to it. */
    boolean reads(String sentence);

    /** Holds what the model's tensors live in. */
    NDManager manager();

    @Override
    void close();
}
