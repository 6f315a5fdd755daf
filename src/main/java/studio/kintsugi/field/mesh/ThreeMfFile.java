package studio.kintsugi.field.mesh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A surface as 3MF for 3D printing, of {@link PrintSize}: the core specification for the shape, and a colour group of
 * its materials extension for the colours of the corners.
 */
final class ThreeMfFile {
    private static final String TYPES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="model" ContentType="application/vnd.ms-package.3dmanufacturing-3dmodel+xml"/>
            </Types>
            """;
    private static final String RELATIONS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Target="/3D/3dmodel.model" Id="model" \
            Type="http://schemas.microsoft.com/3dmanufacturing/2013/01/3dmodel"/>
            </Relationships>
            """;
    private static final String BEGIN = """
            <?xml version="1.0" encoding="UTF-8"?>
            <model unit="millimeter" xml:lang="en-US" \
            xmlns="http://schemas.microsoft.com/3dmanufacturing/core/2015/02" \
            xmlns:m="http://schemas.microsoft.com/3dmanufacturing/material/2015/02">
            <resources>
            <m:colorgroup id="1">
            """;

    private ThreeMfFile() {}

    static byte[] bytes(Surface surface) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "[Content_Types].xml", TYPES);
            put(zip, "_rels/.rels", RELATIONS);
            put(zip, "3D/3dmodel.model", model(surface));
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        // the same surface gives the same bytes
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String model(Surface surface) {
        List<float[]> places = PrintSize.millimetres(surface);
        StringBuilder out = new StringBuilder(BEGIN);
        for (float[] c : surface.corners()) {
            out.append(String.format(Locale.ROOT, "<m:color color=\"#%02X%02X%02X\"/>\n", level(c[3]), level(c[4]),
                    level(c[5])));
        }
        out.append("</m:colorgroup>\n<object id=\"2\" type=\"model\" pid=\"1\" pindex=\"0\"><mesh>\n<vertices>\n");
        for (float[] p : places) {
            out.append(String.format(Locale.ROOT, "<vertex x=\"%.4f\" y=\"%.4f\" z=\"%.4f\"/>\n", p[0], p[1], p[2]));
        }
        out.append("</vertices>\n<triangles>\n");
        for (int[] t : surface.triangles()) {
            out.append(String.format(Locale.ROOT, "<triangle v1=\"%1$d\" v2=\"%2$d\" v3=\"%3$d\" pid=\"1\" p1=\"%1$d\""
                    + " p2=\"%2$d\" p3=\"%3$d\"/>\n", t[0], t[1], t[2]));
        }
        return out.append(
                "</triangles>\n</mesh></object>\n</resources>\n<build><item objectid=\"2\"/></build>\n</model>\n")
                .toString();
    }

    private static int level(float v) {
        return Math.round(255 * Math.clamp(v, 0f, 1f));
    }
}
