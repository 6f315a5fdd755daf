package studio.kintsugi.cluster.stages;

/**
 * What is wrong with an executor, and not with a picture: it lacks a model, or PyTorch can't be started there. The task
 * fails, Spark gives it to another executor, and leaves alone the one where tasks fail again.
 */
public final class HostFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HostFault(String sentence, Throwable cause) {
        super(Host.name() + ": " + sentence, cause);
    }
}
