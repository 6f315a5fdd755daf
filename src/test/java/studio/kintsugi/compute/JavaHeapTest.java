package studio.kintsugi.compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaHeapTest {
    @Test
    void whatIsFreeGoesBackAndTheSettingsAreAsBefore() {
        List<String> before = settings();
        byte[][] much = new byte[8][32 << 20];
        assertTrue(much[7].length > 0);
        long held = Runtime.getRuntime().totalMemory();
        much = null;
        JavaHeap.trim();
        long after = Runtime.getRuntime().totalMemory();
        assertTrue(held - after > 100L << 20, held + " bytes before, " + after + " after");
        assertEquals(before, settings());
    }

    private static List<String> settings() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return List.of(machine.getVMOption("MinHeapFreeRatio").getValue(),
                machine.getVMOption("MaxHeapFreeRatio").getValue());
    }
}
