package studio.kintsugi.field.render;

import java.awt.image.BufferedImage;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.PictureInfo;

/** Renders a field at full quality into square pictures. */
public final class Still {
    /** Along a pixel's side. */
    static final int RAYS = 2;

    private Still() {}

    /** A view that is transparent where the field is empty. */
    public static Picture transparent(VoxelField field, Camera camera, int side) {
        float[] seen = FieldPictures.transparent(field, camera, side);
        int n = side * side;
        float[][] planes = new float[Picture.CHANNELS][n];
        float[] alpha = new float[n];
        for (int i = 0; i < n; i++) {
            alpha[i] = Math.clamp(seen[3 * n + i], 0, 1);
            for (int c = 0; c < Picture.CHANNELS; c++) {
                planes[c][i] = alpha[i] > 0 ? Math.clamp(seen[c * n + i] / alpha[i], 0, 1) : 0;
            }
        }
        return new Picture(side, side, planes, alpha, PictureInfo.SRGB_8);
    }

    /** A view on white. */
    public static BufferedImage beforeWhite(VoxelField field, Camera camera, int side) {
        float[] rgb = FieldPictures.view(field, camera, side, 1);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        int n = side * side;
        for (int i = 0; i < n; i++) {
            image.setRGB(i % side, i / side, level(rgb[i]) << 16 | level(rgb[n + i]) << 8 | level(rgb[2 * n + i]));
        }
        return image;
    }

    /** A lit view on the ground. */
    public static BufferedImage lit(LitScene scene, Camera camera, int side) {
        Picture picture = scene.picture(camera, side, RAYS);
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < side * side; i++) {
            image.setRGB(i % side, i / side, level(picture.plane(0)[i]) << 16 | level(picture.plane(1)[i]) << 8
                    | level(picture.plane(2)[i]));
        }
        return image;
    }

    private static int level(float v) {
        return Math.round(255 * Math.clamp(v, 0f, 1f));
    }
}
