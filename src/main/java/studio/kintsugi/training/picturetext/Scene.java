package studio.kintsugi.training.picturetext;

import java.util.SplittableRandom;
import studio.kintsugi.field.Smoothing;
import studio.kintsugi.models.dreamfields.Background;
import studio.kintsugi.models.shape.drawn.Mesh;
import studio.kintsugi.models.shape.look.Material;

/** Draws things as dreams are seen: from all round and somewhat above, before any background, sharp or half-formed. */
final class Scene {
    private final int side;
    private final Rasterizer rasterizer;

    Scene(int side) {
        this.side = side;
        this.rasterizer = new Rasterizer(side);
    }

    /**
     * One picture.
     *
     * @param color of the main part, 0–1 each
     * @param rough whether to add the flaws of half-formed fields: bumps, blur, translucency, noise; and to stretch the
     *     thing farther, as another thing of its name might be
     * @param plain whether plain backgrounds are allowed besides the paper's
     * @return (3, side, side), 0–1
     */
    float[] picture(Mesh mesh, float[] color, Material material, boolean rough, boolean plain,
            SplittableRandom random) {
        Rasterizer.View view = new Rasterizer.View(random.nextDouble(2 * Math.PI),
                Math.toRadians(random.nextDouble(5, 45)), random.nextGaussian() * 0.05, random.nextDouble(2.2, 5),
                random.nextDouble(0.62, 1.05), random.nextDouble(-0.12, 0.12), random.nextDouble(-0.12, 0.12));
        boolean bumpy = rough && random.nextInt(3) == 0;
        double least = rough ? 0.75 : 0.85;
        float[] stretch = new float[3];
        for (int a = 0; a < stretch.length; a++) {
            stretch[a] = (float) random.nextDouble(least, 2 - least);
        }
        Rasterizer.Look look = new Rasterizer.Look(color, (float) random.nextDouble(0.85, 1.1), material,
                bumpy ? (float) random.nextDouble(0.07) : 0, (float) random.nextDouble(6), stretch);
        float[] sprite = rasterizer.draw(mesh, view, look, light(random));
        int plane = side * side;
        float opacity = 1;
        if (rough) {
            int blurs = random.nextInt(2) == 0 ? 0 : 1 + random.nextInt(3);
            for (int i = 0; i < 4 * blurs; i++) {
                Smoothing.light(sprite, i % 4 * plane, side);
            }
            opacity = random.nextInt(3) == 0 ? (float) random.nextDouble(0.6, 1) : 1;
        }
        float[] out = new float[3 * plane];
        (plain && random.nextInt(3) == 0 ? Background.PLAIN : Background.structured(random)).fill(out, side, random);
        float noise = rough ? (float) random.nextDouble(0.05) : 0;
        for (int i = 0; i < out.length; i++) {
            float hidden = opacity * sprite[3 * plane + i % plane];
            float v = out[i] * (1 - hidden) + opacity * sprite[i];
            out[i] = Math.clamp(v + noise * (float) random.nextGaussian(), 0f, 1f);
        }
        return out;
    }

    private static Rasterizer.Light light(SplittableRandom random) {
        float x = (float) random.nextDouble(-1, 1);
        float y = (float) random.nextDouble(0.2, 1);
        float z = (float) random.nextDouble(0.2, 1);
        float length = (float) Math.sqrt(x * x + y * y + z * z);
        float ambient = random.nextInt(5) == 0 ? 1 : (float) random.nextDouble(0.35, 0.85);
        return new Rasterizer.Light(new float[] {x / length, y / length, z / length}, ambient);
    }
}
