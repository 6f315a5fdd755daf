package studio.kintsugi.cli.common;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowReportTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String printed(boolean json) {
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        RowReport report = new RowReport(new Console(stream, stream), json, "name,value");
        report.add("a,1", Map.of("a", 1));
        report.add("b,2", Map.of("b", 2));
        report.end(Map.of("steps", 3));
        return out.toString(StandardCharsets.UTF_8).strip().replace(System.lineSeparator(), "\n");
    }

    @Test
    void peopleGetLinesAsTheyCome() {
        assertEquals("name,value\na,1\nb,2", printed(false));
    }

    @Test
    void programsGetOneObject() {
        assertEquals("{\"steps\":3,\"rows\":[{\"a\":1},{\"b\":2}]}", printed(true));
    }
}
