package studio.kintsugi.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

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
        String[] points = ((Element) chart.getElementsByTagName("polyline").item(0)).getAttribute("points")
                .split("[ ,]");
        assertTrue(Double.parseDouble(points[2]) > Double.parseDouble(points[0]), "further right");
        assertTrue(Double.parseDouble(points[3]) < Double.parseDouble(points[1]), "higher");
    }

    @Test
    void oneLonePointStandsInTheMiddleOfItsAxes() throws Exception {
        Document chart = parsed(new LineChart("x", "y").add("a", List.of(new double[] {5, 7})).svg());
        List<String> texts = texts(chart);
        assertTrue(texts.containsAll(List.of("4.0", "6.0", "6.0", "8.0")), texts.toString());
        Element grid = (Element) chart.getElementsByTagName("line").item(0);
        Element top = (Element) chart.getElementsByTagName("line")
                .item(chart.getElementsByTagName("line").getLength() - 1);
        String[] point = ((Element) chart.getElementsByTagName("polyline").item(0)).getAttribute("points")
                .split("[ ,]");
        assertEquals(2, point.length);
        assertEquals((number(grid, "x1") + number(grid, "x2")) / 2, Double.parseDouble(point[0]), 0.1);
        assertEquals((number(grid, "y1") + number(top, "y1")) / 2, Double.parseDouble(point[1]), 0.1);
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static List<String> texts(Document chart) {
        NodeList all = chart.getElementsByTagName("text");
        return IntStream.range(0, all.getLength()).mapToObj(i -> all.item(i).getTextContent()).toList();
    }
}
