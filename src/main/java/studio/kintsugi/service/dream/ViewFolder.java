package studio.kintsugi.service.dream;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Pose;
import studio.kintsugi.field.camera.PosedView;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.imaging.processing.Resample;

/**
 * Pictures with their cameras in the layout of NeRF's synthetic scenes: {@code transforms_train.json} and, for views
 * that are held out, {@code transforms_test.json}, with z upwards.
 */
public final class ViewFolder {
    private static final int MOST_PIXELS = 160;

    private ViewFolder() {}

    /**
     * Views for fitting and views that are held out, seen from a world whose ball of radius {@link VoxelField#RADIUS}
     * fills the pictures.
     */
    public record Views(List<PosedView> train, List<PosedView> test) {}

    /** @throws KintsugiException where views are missing or can't be used; says why */
    public static Views read(Path folder) throws KintsugiException {
        Path train = folder.resolve("transforms_train.json");
        Path test = folder.resolve("transforms_test.json");
        if (!Files.isRegularFile(train)) {
            throw new KintsugiException(Sentence.of("There is no transforms_train.json in %s: --from-views takes a"
                    + " folder in the layout of NeRF's synthetic scenes.", folder));
        }
        List<PosedView> fitted = views(folder, train);
        double scale = fitted.stream().mapToDouble(ViewFolder::fit).max().orElseThrow();
        return new Views(scaled(fitted, scale), Files.isRegularFile(test) ? scaled(views(folder, test), scale)
                : List.of());
    }

    private static List<PosedView> views(Path folder, Path file) throws KintsugiException {
        List<PosedView> out = new ArrayList<>();
        try {
            JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
            double angle = json.get("camera_angle_x").getAsDouble();
            for (JsonElement e : json.getAsJsonArray("frames")) {
                JsonObject frame = e.getAsJsonObject();
                String name = frame.get("file_path").getAsString();
                Path picture = folder.resolve(name.matches(".*\\.(?i:png|jpe?g|webp)") ? name : name + ".png");
                out.add(view(PictureReader.read(picture), frame.getAsJsonArray("transform_matrix"), angle, picture));
            }
        } catch (IOException | IllegalStateException | NullPointerException | IndexOutOfBoundsException
                | NumberFormatException | JsonParseException e) {
            throw new KintsugiException(Sentence.of("The file %s does not describe views: it needs camera_angle_x"
                    + " and frames, each with file_path and transform_matrix.", file), e);
        }
        if (out.isEmpty() || out.stream().anyMatch(v -> v.side() != out.getFirst().side())) {
            throw new KintsugiException(Sentence.of("The views of %s must be at least one, and of one size.", file));
        }
        return out;
    }

    private static PosedView view(Picture full, JsonArray matrix, double angle, Path file) throws KintsugiException {
        if (full.width() != full.height()) {
            throw new KintsugiException(Sentence.of("The picture %s is not square: crop the views to squares.",
                    file));
        }
        int side = Math.min(full.width(), MOST_PIXELS);
        int plane = side * side;
        float[] rgba = new float[4 * plane];
        float[] alpha = full.hasAlpha() ? Resample.alpha(full, side, side) : null;
        Picture picture = side == full.width() ? full : Resample.area(full, side, side);
        for (int i = 0; i < plane; i++) {
            float a = alpha == null ? 1 : alpha[i];
            for (int c = 0; c < 3; c++) {
                rgba[c * plane + i] = picture.plane(c)[i] * a;
            }
            rgba[3 * plane + i] = a;
        }
        double[][] columns = new double[4][];
        for (int k = 0; k < 4; k++) {
            // z upwards becomes y upwards
            columns[k] = new double[] {at(matrix, 0, k), at(matrix, 2, k), -at(matrix, 1, k)};
        }
        return new PosedView(new Pose(columns[0], columns[1], columns[2], columns[3], 0.5 / Math.tan(angle / 2)), side,
                rgba);
    }

    /** What the world is to be multiplied by so that the field fills this view and does not leave it. */
    private static double fit(PosedView view) {
        Pose pose = (Pose) view.viewpoint();
        double[] p = pose.position();
        double halfAngle = Math.atan(0.5 / pose.focal());
        return VoxelField.RADIUS / (Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]) * Math.sin(halfAngle));
    }

    private static List<PosedView> scaled(List<PosedView> views, double scale) {
        return views.stream().map(v -> {
            Pose pose = (Pose) v.viewpoint();
            double[] position = Arrays.stream(pose.position()).map(x -> x * scale).toArray();
            return new PosedView(new Pose(pose.right(), pose.up(), pose.back(), position, pose.focal()), v.side(),
                    v.rgba());
        }).toList();
    }

    private static double at(JsonArray matrix, int row, int column) {
        return matrix.get(row).getAsJsonArray().get(column).getAsDouble();
    }
}
