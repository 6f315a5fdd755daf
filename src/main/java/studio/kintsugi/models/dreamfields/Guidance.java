package studio.kintsugi.models.dreamfields;

/**
 * Says how well rendered pictures show what a prompt says, and how to change them so that they show it better: the
 * image-text loss of Dream Fields (arXiv 2112.01455, equation 3), seen from the renderer.
 *
 * <p>Pictures are plain arrays so that a renderer need not know tensors. Used by one thread at a time.
 */
public interface Guidance extends AutoCloseable {
    /** Side in pixels of the square pictures that are scored. */
    int side();

    /**
     * Scores pictures.
     *
     * @param pictures (N, 3, side, side), row-major, sRGB 0–1
     * @param count N
     */
    Judgment judge(float[] pictures, int count);

    @Override
    void close();

    /**
     * What was found.
     *
     * @param loss mean over the pictures of what is to be minimised: minus the cosine of picture and prompt, and what
     *     a negative prompt adds
     * @param gradient of {@code loss} over the pictures, in their layout
     * @param cosines of each picture and the prompt, −1 to 1
     */
    record Judgment(double loss, float[] gradient, double[] cosines) {}
}
