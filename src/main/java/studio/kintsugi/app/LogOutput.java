package studio.kintsugi.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.layout.TTLLLayout;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * Where the log goes: to standard error, errors alone unless a command asks for more. Said in code, since reading it
 * from a file would take a tenth of a second at each start. The logging library finds this class by its name.
 */
public final class LogOutput extends ContextAwareBase implements Configurator {
    /** DJL asks for CUDA on every machine and warns where there is none. */
    private static final String CUDA = "ai.djl.util.cuda";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        TTLLLayout layout = new TTLLLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> output = new ConsoleAppender<>();
        output.setContext(context);
        output.setTarget("System.err");
        output.setEncoder(encoder);
        output.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.ERROR);
        root.addAppender(output);
        context.getLogger(CUDA).setLevel(Level.ERROR);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
