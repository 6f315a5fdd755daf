package studio.kintsugi.models.dreamfields;

import java.util.SplittableRandom;
import studio.kintsugi.field.Smoothing;

/** Backgrounds as Dream Fields has them: noise, checkers, Fourier textures, blurred at random; and plain ones. */
public enum Background {
    PLAIN {
        @Override
        public void fill(float[] rgb, int side, SplittableRandom random) {
            boolean white = random.nextInt(3) == 0;
            for (int c = 0; c < 3; c++) {
                float v = white ? 1 : random.nextFloat();
                for (int i = 0; i < side * side; i++) {
                    rgb[c * side * side + i] = v;
                }
            }
        }
    },
    NOISE {
        @Override
        public void fill(float[] rgb, int side, SplittableRandom random) {
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = random.nextFloat();
            }
            blurred(rgb, side, random);
        }
    },
    CHECKERS {
        @Override
        public void fill(float[] rgb, int side, SplittableRandom random) {
            int cell = side / 8;
            for (int c = 0; c < 3; c++) {
                float a = random.nextFloat();
                float b = random.nextFloat();
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        rgb[(c * side + y) * side + x] = ((x / cell + y / cell) & 1) == 0 ? a : b;
                    }
                }
            }
            blurred(rgb, side, random);
        }
    },
    FOURIER {
        @Override
        public void fill(float[] rgb, int side, SplittableRandom random) {
            int waves = 6;
            double[] turn = new double[3 * waves];
            double[] fx = new double[waves];
            double[] fy = new double[waves];
            double[] strength = new double[waves];
            for (int k = 0; k < waves; k++) {
                fx[k] = random.nextInt(-6, 7) * 2 * Math.PI / side;
                fy[k] = random.nextInt(-6, 7) * 2 * Math.PI / side;
                strength[k] = 0.12 + 0.1 * random.nextDouble();
                for (int c = 0; c < 3; c++) {
                    turn[c * waves + k] = random.nextDouble(2 * Math.PI);
                }
            }
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        double v = 0.5;
                        for (int k = 0; k < waves; k++) {
                            v += strength[k] * Math.sin(fx[k] * x + fy[k] * y + turn[c * waves + k]);
                        }
                        rgb[(c * side + y) * side + x] = (float) Math.clamp(v, 0, 1);
                    }
                }
            }
        }
    };

    /**
     * Paints.
     *
     * @param rgb (3, side, side), 0–1
     */
    public abstract void fill(float[] rgb, int side, SplittableRandom random);

    /** One of the paper's three. */
    public static Background structured(SplittableRandom random) {
        return values()[1 + random.nextInt(3)];
    }

    private static void blurred(float[] rgb, int side, SplittableRandom random) {
        int times = random.nextInt(4);
        for (int i = 0; i < times; i++) {
            for (int c = 0; c < 3; c++) {
                Smoothing.box(rgb, c * side * side, side, 1 + random.nextInt(3));
            }
        }
    }
}
