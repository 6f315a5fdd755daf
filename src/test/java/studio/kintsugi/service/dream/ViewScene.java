package studio.kintsugi.service.dream;

import com.google.gson.Gson;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/** Writes views of a known object, three spheres of different colours, in the layout of NeRF's synthetic scenes. */
public final class ViewScene {
    private static final double ANGLE = 0.69;
    private static final double DISTANCE = 4;
    private static final int RAYS = 3;
    /** x, y, z, radius, red, green, blue; z upwards. */
    private static final double[][] SPHERES = {{0, 0, 0, 0.6, 0.9, 0.3, 0.2}, {0.55, 0.3, 0.5, 0.35, 0.2, 0.7, 0.3},
        {-0.5, -0.4, 0.45, 0.3, 0.2, 0.35, 0.9}};

    private ViewScene() {}

    public static void write(Path folder, int train, int test, int side) throws IOException {
        write(folder, "train", train, side, new SplittableRandom(1));
        write(folder, "test", test, side, new SplittableRandom(2));
    }

    private static void write(Path folder, String name, int count, int side, SplittableRandom random)
            throws IOException {
        Files.createDirectories(folder.resolve(name));
        List<Map<String, Object>> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double azimuth = 2 * Math.PI * (i + random.nextDouble()) / count;
            double elevation = Math.toRadians(random.nextDouble(-20, 60));
            double[] right = {-Math.sin(azimuth), Math.cos(azimuth), 0};
            double[] back = {Math.cos(elevation) * Math.cos(azimuth), Math.cos(elevation) * Math.sin(azimuth),
                Math.sin(elevation)};
            double[] up = {back[1] * right[2] - back[2] * right[1], back[2] * right[0] - back[0] * right[2],
                back[0] * right[1] - back[1] * right[0]};
            double[][] matrix = new double[4][];
            for (int r = 0; r < 3; r++) {
                matrix[r] = new double[] {right[r], up[r], back[r], DISTANCE * back[r]};
            }
            matrix[3] = new double[] {0, 0, 0, 1};
            ImageIO.write(picture(right, up, back, side), "png", folder.resolve(name + "/r_" + i + ".png").toFile());
            frames.add(Map.of("file_path", "./" + name + "/r_" + i, "transform_matrix", matrix));
        }
        Files.writeString(folder.resolve("transforms_" + name + ".json"),
                new Gson().toJson(Map.of("camera_angle_x", ANGLE, "frames", frames)));
    }

    private static BufferedImage picture(double[] right, double[] up, double[] back, int side) {
        BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        double focal = 0.5 * side / Math.tan(ANGLE / 2);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double[] sum = new double[4];
                for (int s = 0; s < RAYS * RAYS; s++) {
                    double u = (x + (s % RAYS + 0.5) / RAYS - side / 2.0) / focal;
                    double v = -(y + (s / RAYS + 0.5) / RAYS - side / 2.0) / focal;
                    double[] d = new double[3];
                    for (int a = 0; a < 3; a++) {
                        d[a] = (u * right[a] + v * up[a] - back[a]) / Math.sqrt(u * u + v * v + 1);
                    }
                    double[] hit = hit(back, d);
                    if (hit != null) {
                        sum[3]++;
                        for (int c = 0; c < 3; c++) {
                            sum[c] += hit[4 + c];
                        }
                    }
                }
                if (sum[3] > 0) {
                    int argb = (int) Math.round(255 * sum[3] / (RAYS * RAYS)) << 24;
                    for (int c = 0; c < 3; c++) {
                        argb |= (int) Math.round(255 * sum[c] / sum[3]) << 16 - 8 * c;
                    }
                    out.setRGB(x, y, argb);
                }
            }
        }
        return out;
    }

    /** The nearest sphere on a ray from the camera, or null. */
    private static double[] hit(double[] back, double[] d) {
        double nearest = Double.POSITIVE_INFINITY;
        double[] found = null;
        for (double[] s : SPHERES) {
            double b = 0;
            double c = -s[3] * s[3];
            for (int a = 0; a < 3; a++) {
                double o = DISTANCE * back[a] - s[a];
                b += o * d[a];
                c += o * o;
            }
            double t = -b - Math.sqrt(b * b - c);
            if (t < nearest) {
                nearest = t;
                found = s;
            }
        }
        return found;
    }
}
