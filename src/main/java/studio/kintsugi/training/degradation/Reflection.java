package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.data.PhotoSet;
import studio.kintsugi.training.degradation.Degradations.Range;

/**
 * A pane of glass before the scene, with another photo reflected in it, out of focus.
 *
 * @param others where reflected scenes come from
 * @param sigma standard deviation of the reflection's blur, pixels
 * @param strength share of the reflected light
 * @param ghostShift distance in pixels between the reflections of the pane's two faces
 * @param ghostStrength share of the reflection that the second face gives; 0 for a single reflection
 * @param dimming how much of the mean excess over white is taken from the reflection, {@link ReflectionModel#add}
 * @param tint share of the second face's light in each channel on its own, which coloured glass has passed twice
 * @param glints what white becomes in the reflected scene, as {@link Highlights} has it; 1 for scenes as they are
 * @param tones whether reflected scenes are from anywhere in a photo, and under other lights
 * @param linearShare how often (0–1) light is added, rather than values after the sRGB curve as the official code does
 */
record Reflection(PhotoSet others, Range sigma, Range strength, Range ghostShift, Range ghostStrength, Range dimming,
        Range tint, Range glints, boolean tones, double linearShare) implements Degradation {
    private static final double GAMMA = 2.2;
    /** Light of a reflection that outshines any scene. */
    private static final float MOST = 1.5f;
    /** What is at least so bright may be a lamp. */
    private static final Range LAMPS = new Range(0.8, 0.97);

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        double deviation = sigma.draw(random);
        int shift = (int) Math.ceil(ghostShift.to());
        int blur = Math.max(ReflectionModel.RADIUS, (int) Math.ceil(2 * deviation));
        int margin = blur + shift;
        int side = Math.max(patch.width(), patch.height()) + 2 * margin;
        PhotoSet large = others.atLeast(side);
        if (large.isEmpty()) {
            throw new IllegalArgumentException("reflections need photos of at least " + side + " pixels a side");
        }
        Patch scene = tones ? ToneAugmentation.change(large.anywhere(side, random), random) : large.draw(side, random);
        if (glints.to() > 1) {
            scene = new Highlights(LAMPS, glints).apply(scene, random);
        }
        boolean linear = random.nextDouble() < linearShare;
        double angle = random.nextDouble(2 * Math.PI);
        double distance = ghostShift.draw(random);
        int dx = (int) Math.round(distance * Math.cos(angle));
        int dy = (int) Math.round(distance * Math.sin(angle));
        float ghost = (float) ghostStrength.draw(random);
        float share = (float) strength.draw(random);
        float[] kernel = ReflectionModel.gaussian(blur, deviation);
        float[][] behind = new float[3][];
        float[][] reflected = new float[3][];
        for (int c = 0; c < 3; c++) {
            behind[c] = linear ? power(patch.planes()[c], GAMMA) : patch.planes()[c];
            float[] light = linear ? power(scene.planes()[c], GAMMA) : scene.planes()[c];
            light = ReflectionModel.blur(light, side, side, kernel);
            float[] out = new float[patch.width() * patch.height()];
            float second = ghost * (float) tint.draw(random);
            for (int y = 0; y < patch.height(); y++) {
                for (int x = 0; x < patch.width(); x++) {
                    int at = (y + margin) * side + x + margin;
                    out[y * patch.width() + x] = Math.min(MOST,
                            share * ((1 - ghost) * light[at] + second * light[at + dy * side + dx]));
                }
            }
            reflected[c] = out;
        }
        float[][] mixture = ReflectionModel.add(behind, reflected, dimming.draw(random)).mixture();
        for (int c = 0; linear && c < 3; c++) {
            mixture[c] = power(mixture[c], 1 / GAMMA);
        }
        return new Patch(patch.width(), patch.height(), mixture).rounded();
    }

    private static float[] power(float[] values, double exponent) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) Math.pow(Math.max(values[i], 0), exponent);
        }
        return out;
    }
}
