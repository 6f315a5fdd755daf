package studio.kintsugi.models.gal;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.nn.Parameters;

/** One of the official networks: pictures of 32×32 pixels to the logits of classes. */
public interface Classifier {
    /**
     * With soft masks wherever the parameters have them.
     *
     * @param x (N, 3, 32, 32), normalised by CIFAR's mean and deviation
     * @param batchStatistics whether to normalise by this batch, which also moves the running statistics, or by those
     * @return (N, classes)
     */
    NDArray forward(NDArray x, boolean batchStatistics);

    Parameters parameters();
}
