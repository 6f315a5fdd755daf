package studio.kintsugi.training.picturetext;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import studio.kintsugi.models.shape.drawn.Mesh;

/**
 * Models of the furniture libraries of Sweet Home 3D ({@code .sh3f}: a zip file with a catalogue of names and OBJ
 * models).
 *
 * @param name in English, lower case, without numbers
 * @param library that it comes from
 * @param license of the library, as its catalogue states it
 * @param color of the main part, 0xRRGGBB
 */
record Furniture(String name, String library, String license, Mesh mesh, int color) {
    private static final int MOST_TRIANGLES = 30_000;

    /** All models of the libraries in a folder, by library and number; without those too large to draw fast. */
    static List<Furniture> read(Path folder) throws IOException {
        List<Furniture> out = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".sh3f")).sorted().toList()) {
                readLibrary(file, out);
            }
        }
        return out;
    }

    private static void readLibrary(Path file, List<Furniture> out) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Properties p = new Properties();
            p.load(zip.getInputStream(zip.getEntry("PluginFurnitureCatalog.properties")));
            TreeMap<Integer, String> models = new TreeMap<>();
            for (String key : p.stringPropertyNames()) {
                if (key.startsWith("model#")) {
                    models.put(Integer.parseInt(key.substring(6)), p.getProperty(key));
                }
            }
            for (var entry : models.entrySet()) {
                String path = entry.getValue().replaceFirst("^/", "");
                String name = plain(p.getProperty("name#" + entry.getKey()));
                if (!path.endsWith(".obj") || zip.getEntry(path) == null || name.isBlank()) {
                    continue;
                }
                ObjModel model = new ObjModel(zip, path);
                Mesh mesh = model.mesh();
                if (mesh.triangles() > 0 && mesh.triangles() <= MOST_TRIANGLES) {
                    out.add(new Furniture(name, p.getProperty("name", file.getFileName().toString()),
                            p.getProperty("license", ""), mesh, model.mainColor()));
                }
            }
        }
    }

    /** Lower case, letters only. */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", " ").replaceAll("\\s+", " ").strip();
    }

    /** Text of an entry of a zip file. */
    static List<String> lines(ZipFile zip, String path) throws IOException {
        return new String(zip.getInputStream(zip.getEntry(path)).readAllBytes(), StandardCharsets.ISO_8859_1)
                .lines().toList();
    }
}
