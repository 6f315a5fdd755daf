package studio.kintsugi.training.picturetext;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;
import javax.imageio.ImageIO;
import studio.kintsugi.models.shape.drawn.Mesh;

/** A Wavefront OBJ model in a zip file: triangles with one colour a material, the mean of its texture if it has one. */
final class ObjModel {
    private static final int GRAY = 0xA0A0A0;

    private final ZipFile zip;
    private final String path;
    private final Map<String, Integer> colors = new HashMap<>();
    private float[] points = new float[3 * 1024];
    private int[] corners = new int[3 * 1024];
    private int[] faces = new int[1024];
    private int pointCount;
    private int triangleCount;

    ObjModel(ZipFile zip, String path) throws IOException {
        this.zip = zip;
        this.path = path;
        int color = GRAY;
        for (String line : Furniture.lines(zip, path)) {
            String[] words = line.strip().split("\\s+");
            switch (words[0]) {
                case "v" -> point(words);
                case "f" -> face(words, color);
                case "usemtl" -> color = words.length < 2 ? GRAY : colors.getOrDefault(words[1], GRAY);
                case "mtllib" -> readMaterials(words[1]);
                default -> { }
            }
        }
    }

    /** The model; the colour that covers most is its main one. */
    Mesh mesh() {
        int main = mainColor();
        int[] out = new int[triangleCount];
        for (int t = 0; t < triangleCount; t++) {
            out[t] = faces[t] == main ? Mesh.MAIN : faces[t];
        }
        return Mesh.fitted(Arrays.copyOf(points, 3 * pointCount), Arrays.copyOf(corners, 3 * triangleCount), out,
                new String[triangleCount]);
    }

    /** The colour that covers most: 0xRRGGBB. */
    int mainColor() {
        Map<Integer, Double> areas = new HashMap<>();
        for (int t = 0; t < triangleCount; t++) {
            areas.merge(faces[t], area(t), Double::sum);
        }
        return areas.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(GRAY);
    }

    private void point(String[] words) {
        if (3 * pointCount + 3 > points.length) {
            points = Arrays.copyOf(points, 2 * points.length);
        }
        for (int a = 0; a < 3; a++) {
            points[3 * pointCount + a] = Float.parseFloat(words[a + 1]);
        }
        pointCount++;
    }

    private void face(String[] words, int color) {
        for (int i = 3; i < words.length; i++) {
            if (triangleCount == faces.length) {
                corners = Arrays.copyOf(corners, 2 * corners.length);
                faces = Arrays.copyOf(faces, 2 * faces.length);
            }
            corners[3 * triangleCount] = index(words[1]);
            corners[3 * triangleCount + 1] = index(words[i - 1]);
            corners[3 * triangleCount + 2] = index(words[i]);
            faces[triangleCount++] = color;
        }
    }

    private int index(String word) {
        int slash = word.indexOf('/');
        int i = Integer.parseInt(slash < 0 ? word : word.substring(0, slash));
        return i < 0 ? pointCount + i : i - 1;
    }

    private double area(int t) {
        double[] u = new double[3];
        double[] v = new double[3];
        for (int a = 0; a < 3; a++) {
            u[a] = points[3 * corners[3 * t + 1] + a] - points[3 * corners[3 * t] + a];
            v[a] = points[3 * corners[3 * t + 2] + a] - points[3 * corners[3 * t] + a];
        }
        double x = u[1] * v[2] - u[2] * v[1];
        double y = u[2] * v[0] - u[0] * v[2];
        double z = u[0] * v[1] - u[1] * v[0];
        return Math.sqrt(x * x + y * y + z * z) / 2;
    }

    private void readMaterials(String name) throws IOException {
        String file = beside(name);
        if (zip.getEntry(file) == null) {
            return;
        }
        String material = "";
        List<String> lines = Furniture.lines(zip, file);
        for (String line : lines) {
            String[] words = line.strip().split("\\s+");
            switch (words[0]) {
                case "newmtl" -> material = words.length < 2 ? "" : words[1];
                case "Kd" -> colors.put(material, rgb(Float.parseFloat(words[1]), Float.parseFloat(words[2]),
                        Float.parseFloat(words[3])));
                case "map_Kd" -> {
                    Integer mean = meanColor(beside(words[words.length - 1]));
                    if (mean != null) {
                        colors.put(material, mean);
                    }
                }
                default -> { }
            }
        }
    }

    private String beside(String name) {
        return path.substring(0, path.lastIndexOf('/') + 1) + name;
    }

    private Integer meanColor(String file) throws IOException {
        if (zip.getEntry(file) == null) {
            return null;
        }
        try (InputStream in = zip.getInputStream(zip.getEntry(file))) {
            BufferedImage image = ImageIO.read(in);
            if (image == null) {
                return null;
            }
            double[] sum = new double[3];
            int n = 0;
            int step = Math.max(1, Math.max(image.getWidth(), image.getHeight()) / 32);
            for (int y = 0; y < image.getHeight(); y += step) {
                for (int x = 0; x < image.getWidth(); x += step) {
                    int p = image.getRGB(x, y);
                    for (int c = 0; c < 3; c++) {
                        sum[c] += (p >> 16 - 8 * c & 255) / 255.0;
                    }
                    n++;
                }
            }
            return rgb(sum[0] / n, sum[1] / n, sum[2] / n);
        }
    }

    private static int rgb(double r, double g, double b) {
        return byteOf(r) << 16 | byteOf(g) << 8 | byteOf(b);
    }

    private static int byteOf(double v) {
        return (int) Math.round(255 * Math.clamp(v, 0, 1));
    }
}
