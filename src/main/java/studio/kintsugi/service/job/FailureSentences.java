package studio.kintsugi.service.job;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/**
 * What a user reads when work fails for a reason that is not the user's own. The only place where an exception becomes
 * a sentence: the user gets the sentence, the log the stack trace.
 *
 * @param outOfMemory said where heap or native memory did not suffice
 * @param otherwise said of every other fault
 */
public record FailureSentences(Sentence outOfMemory, Sentence otherwise) {
    private static final Logger LOG = LoggerFactory.getLogger(FailureSentences.class);

    /**
     * An error whose message is for the user: the error itself where it is one already.
     *
     * @param error logged
     */
    public KintsugiException explain(Throwable error) {
        if (error instanceof KintsugiException explained) {
            LOG.debug("refused", error);
            return explained;
        }
        LOG.error("failed", error);
        return new KintsugiException(isOutOfMemory(error) ? outOfMemory : otherwise, error);
    }

    /** Whether memory ran out: Java's, or the native memory of PyTorch, which says so only in its message. */
    public static boolean isOutOfMemory(Throwable error) {
        String message = String.valueOf(error.getMessage());
        return error instanceof OutOfMemoryError || error instanceof ai.djl.engine.EngineException
                && (message.contains("memory") || message.contains("alloc"));
    }
}
