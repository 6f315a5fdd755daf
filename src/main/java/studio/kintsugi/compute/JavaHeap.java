package studio.kintsugi.compute;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * When free memory of Java's heap goes back to the system. A collector keeps a share of it for what comes next, which
 * is right for many small objects. After a huge picture was decoded, that share is as large as what it was decoded to.
 */
public final class JavaHeap {
    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    private JavaHeap() {}

    /** Collects garbage and gives back what is free; takes a tenth of a second or more. */
    public static synchronized void trim() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        String least = machine.getVMOption(LEAST_FREE).getValue();
        String most = machine.getVMOption(MOST_FREE).getValue();
        machine.setVMOption(LEAST_FREE, "1");
        machine.setVMOption(MOST_FREE, "2");
        try {
            System.gc();
        } finally {
            machine.setVMOption(MOST_FREE, most);
            machine.setVMOption(LEAST_FREE, least);
        }
    }
}
