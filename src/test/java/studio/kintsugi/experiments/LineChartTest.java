package studio.kintsugi.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LineChartTest {
    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void higherValuesStandHigherAndLaterOnesFurtherRight() throws Exception {
        Document chart = parsed(new LineChart("step", "dB & <more>")
                .add("a", List.of(new double[] {0, 1}, new double[] {10, 3}))
                .add("b", List.of(new double[] {0, 2}, new double[] {10, -5})).svg());
        assertEquals(2, chart.getElementsByTagName("polyline").getLength());
        String[] points = ((Element) chart.getElementsByTagName("polyline").item(0)).getAttribute("points").split("[ ,]");
        assertTrue(Double.parseDouble(points[2]) > Double.parseDouble(points[0]), "further right");
        assertTrue(Double.parseDouble(points[3]) < Double.parseDouble(points[1]), "higher");
    }

    @Test
    void onePointIsAChartToo() throws Exception {
        parsed(new LineChart("x", "y").add("a", List.of(new double[] {5, 5})).svg());
    }
}
