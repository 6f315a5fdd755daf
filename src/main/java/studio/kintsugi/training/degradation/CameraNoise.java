package studio.kintsugi.training.degradation;

import java.util.random.RandomGenerator;
import studio.kintsugi.training.data.Patch;
import studio.kintsugi.training.degradation.Degradations.Range;

/**
 * Noise as a camera's pictures have it: made on the sensor, behind its colour filters, and carried through all that a
 * camera does to a picture afterwards (Brooks et al., "Unprocessing Images for Learned Raw Denoising", CVPR 2019).
 *
 * <ol>
 * <li>The picture is taken back to what the sensor of a {@link CameraPipeline}, drawn anew each time, saw of it.
 * <li>A {@link BayerMosaic} keeps one colour of each pixel. Red may be at any of the four places.
 * <li>Photons and electronics add noise of the variance {@code shot · x + read} to each value x, with the logarithm of
 *     {@code shot} even between those of 0.0001 and 0.012, as the paper has it, and
 *     log read = 2.18 · log shot + 1.20 + 0.26 · n, n from the normal distribution.
 * <li>White balance, clipping to 0–1, demosaicking (Malvar, He and Cutler, ICASSP 2004), colour matrix, gamma and tone
 *     curve make a picture of it. So the noise is coloured, coarser than a pixel, and strongest in shadows and middle
 *     tones.
 * </ol>
 *
 * <p>The same goes on without noise, and only the difference of the two results is added to the picture. What
 * demosaicking takes from fine detail thus stays out of it, unlike in the paper, whose network works before
 * demosaicking: one that is asked to bring such detail back would sharpen clean pictures. A JPEG may follow as a
 * degradation of its own.
 *
 * @param shot of light that just fills a pixel, the variance; read noise follows from it. 0 for none of either
 */
record CameraNoise(Range shot) implements Degradation {
    private static final double READ_SLOPE = 2.18;
    private static final double READ_OFFSET = 1.20;
    private static final double READ_DEVIATION = 0.26;

    @Override
    public Patch apply(Patch patch, RandomGenerator random) {
        CameraPipeline camera = CameraPipeline.draw(random);
        BayerMosaic mosaic = new BayerMosaic(patch.width(), patch.height(), random.nextInt(2), random.nextInt(2));
        double logShot = new Range(Math.log(shot.from()), Math.log(shot.to())).draw(random);
        double logRead = READ_SLOPE * logShot + READ_OFFSET + READ_DEVIATION * random.nextGaussian();
        float[] raw = mosaic.of(camera.exposed(patch.planes()));
        float[][] clean = camera.developed(raw, mosaic);
        float[][] noisy = camera.developed(noisy(raw, Math.exp(logShot), Math.exp(logRead), random), mosaic);
        for (int c = 0; c < 3; c++) {
            float[] plane = patch.planes()[c];
            for (int i = 0; i < plane.length; i++) {
                plane[i] = Math.clamp(plane[i] + noisy[c][i] - clean[c][i], 0f, 1f);
            }
        }
        return patch;
    }

    @Override
    public int margin() {
        return BayerMosaic.REACH;
    }

    static float[] noisy(float[] raw, double shot, double read, RandomGenerator random) {
        float[] out = new float[raw.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) (raw[i] + Math.sqrt(shot * raw[i] + read) * random.nextGaussian());
        }
        return out;
    }
}
