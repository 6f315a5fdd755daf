package studio.kintsugi.app;

import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;
import javafx.animation.AnimationTimer;

/** Waits until the window's first frame is drawn, for whoever measures how long the start takes. */
final class FirstFrame extends AnimationTimer {
    /** Asks for the time of the first frame on standard output, and for nothing else. */
    static final String FLAG = "--exit-after-first-frame";

    /** A pulse ticks before it draws and waits for the frame before it: the first one is out at the third tick. */
    private static final int TICKS = 3;

    private final LongConsumer millis;
    private int ticks;

    /** @param millis told, on the JavaFX thread, the milliseconds from the start of the JVM */
    FirstFrame(LongConsumer millis) {
        this.millis = millis;
    }

    @Override
    public void handle(long now) {
        if (++ticks == TICKS) {
            stop();
            long drawn = System.currentTimeMillis();
            millis.accept(drawn - ManagementFactory.getRuntimeMXBean().getStartTime());
        }
    }
}
