package studio.kintsugi.imaging.processing;

import studio.kintsugi.imaging.Picture;

/** Turns a picture into a drawing of its lines. */
public interface LineArt {
    /**
     * What suits photographs and painted pictures of a long side of about 512 pixels: lines of a pen, a little soft at
     * their edges.
     */
    LineArt DEFAULT = new Xdog(0.8, 1.6, 0.97, 40);

    /**
     * @param luma row by row, 0–1
     * @return of the same size, 0–1, where 1 is paper
     */
    float[] draw(float[] luma, int width, int height);

    /**
     * The lines of a picture's red, green and blue together, so that yellow on white has an outline too. The picture is
     * laid over white where it is transparent.
     */
    default float[] draw(Picture picture) {
        float[] out = null;
        for (int c = 0; c < Picture.CHANNELS; c++) {
            float[] lines = draw(overWhite(picture.plane(c), picture), picture.width(), picture.height());
            for (int i = 0; out != null && i < lines.length; i++) {
                lines[i] = Math.min(lines[i], out[i]);
            }
            out = lines;
        }
        return out;
    }

    /** 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601), over white. */
    static float[] luma(Picture picture) {
        float[] r = picture.plane(0);
        float[] g = picture.plane(1);
        float[] b = picture.plane(2);
        float[] out = new float[r.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = 0.299f * r[i] + 0.587f * g[i] + 0.114f * b[i];
        }
        return overWhite(out, picture);
    }

    private static float[] overWhite(float[] values, Picture picture) {
        float[] alpha = picture.alpha().orElse(null);
        if (alpha == null) {
            return values;
        }
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = 1 + alpha[i] * (values[i] - 1);
        }
        return out;
    }

    /**
     * A pen: the extended difference of Gaussians (Winnemöller et al., Computers &amp; Graphics 2012, equations 2 and
     * 5 with ε = 0), which has ink where a place is darker than what lies round it.
     *
     * @param sigma of the narrower Gaussian, pixels: half the width of a line
     * @param ratio of the wider Gaussian to the narrower, 1.6 for what comes near a Laplacian
     * @param tau weight of the wider one; the nearer to 1, the fainter an edge may be
     * @param steepness from paper to ink; large for lines without grey
     */
    record Xdog(double sigma, double ratio, double tau, double steepness) implements LineArt {
        @Override
        public float[] draw(float[] luma, int width, int height) {
            float[] narrow = gaussian(luma, width, height, sigma);
            float[] wide = gaussian(luma, width, height, sigma * ratio);
            float[] out = new float[luma.length];
            for (int i = 0; i < out.length; i++) {
                double d = narrow[i] - tau * wide[i];
                out[i] = d >= 0 ? 1 : (float) Math.max(0, 1 + Math.tanh(steepness * d));
            }
            return out;
        }

        private static float[] gaussian(float[] in, int width, int height, double sigma) {
            int radius = (int) Math.ceil(3 * sigma);
            float[] taps = new float[2 * radius + 1];
            double sum = 0;
            for (int i = -radius; i <= radius; i++) {
                sum += Math.exp(-i * i / (2 * sigma * sigma));
            }
            for (int i = -radius; i <= radius; i++) {
                taps[i + radius] = (float) (Math.exp(-i * i / (2 * sigma * sigma)) / sum);
            }
            float[] across = new float[in.length];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float value = 0;
                    for (int i = -radius; i <= radius; i++) {
                        value += taps[i + radius] * in[y * width + Math.clamp(x + i, 0, width - 1)];
                    }
                    across[y * width + x] = value;
                }
            }
            float[] out = new float[in.length];
            for (int y = 0; y < height; y++) {
                for (int i = -radius; i <= radius; i++) {
                    int from = Math.clamp(y + i, 0, height - 1) * width;
                    float tap = taps[i + radius];
                    for (int x = 0; x < width; x++) {
                        out[y * width + x] += tap * across[from + x];
                    }
                }
            }
            return out;
        }
    }

    /**
     * A pencil: as grey as a place is darker than the lightest one near it.
     *
     * @param radius of what counts as near, pixels
     * @param pressure by which the difference is multiplied
     */
    record Pencil(int radius, double pressure) implements LineArt {
        @Override
        public float[] draw(float[] luma, int width, int height) {
            float[] across = new float[luma.length];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float most = 0;
                    for (int i = Math.max(0, x - radius); i <= Math.min(width - 1, x + radius); i++) {
                        most = Math.max(most, luma[y * width + i]);
                    }
                    across[y * width + x] = most;
                }
            }
            float[] out = new float[luma.length];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    float most = 0;
                    for (int i = Math.max(0, y - radius); i <= Math.min(height - 1, y + radius); i++) {
                        most = Math.max(most, across[i * width + x]);
                    }
                    out[y * width + x] = (float) Math.max(0, 1 - pressure * (most - luma[y * width + x]));
                }
            }
            return out;
        }
    }
}
