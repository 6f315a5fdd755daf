package studio.kintsugi.models.dreamfields.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import studio.kintsugi.nn.Functional;

/**
 * Positional encodings: cosines and sines of a place along the rows of a basis, cosines first, damped where a Gaussian
 * stands for a piece of a cone (mip-NeRF, arXiv 2103.13415, equation 14).
 */
public final class Encoding {
    private static final String FREQUENCIES = "/dreamfields/frequencies.txt";

    private Encoding() {}

    /** Powers of two along the axes: (3 · degree, 3). */
    public static NDArray axes(NDManager manager, int degree) {
        float[] rows = new float[9 * degree];
        for (int i = 0; i < 3 * degree; i++) {
            rows[3 * i + i % 3] = 1 << i / 3;
        }
        return manager.create(rows, new Shape(3L * degree, 3));
    }

    /** The Fourier features of Dream Fields: the axes and 128 directions of whole numbers, (131, 3). */
    public static NDArray fourier(NDManager manager) {
        float[] rows = new float[131 * 3];
        rows[0] = rows[4] = rows[8] = 1;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Encoding.class.getResourceAsStream(FREQUENCIES), StandardCharsets.US_ASCII))) {
            int at = 9;
            for (String line : in.lines().filter(l -> !l.startsWith("#")).toList()) {
                for (String number : line.split(" ")) {
                    rows[at++] = Float.parseFloat(number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return manager.create(rows, new Shape(131, 3));
    }

    /**
     * NeRF's encoding, each coordinate by itself.
     *
     * @param x (N, D)
     * @return (N, 2 · degree · D): of each coordinate the cosines of x, 2x, 4x …, then the sines
     */
    public static NDArray positional(NDArray x, int degree) {
        float[] powers = new float[degree];
        for (int i = 0; i < degree; i++) {
            powers[i] = 1 << i;
        }
        NDArray angles = x.expandDims(2).mul(x.getManager().create(powers, new Shape(1, 1, degree)));
        return angles.cos().concat(angles.sin(), 2).reshape(x.getShape().get(0), -1);
    }

    /**
     * Places along a basis.
     *
     * @param mean (N, 3)
     * @param basis (B, 3)
     * @return (N, 2 · B)
     */
    public static NDArray plain(NDArray mean, NDArray basis) {
        NDArray angles = mean.matMul(basis.transpose());
        return angles.cos().concat(angles.sin(), 1);
    }

    /**
     * The expectation of {@link #plain} over Gaussians.
     *
     * @param covariance (N, 3, 3)
     * @param scale widens the Gaussians; Dream Fields lets it fall from 2 to 1
     * @return (N, 2 · B)
     */
    public static NDArray integrated(NDArray mean, NDArray covariance, NDArray basis, double scale) {
        NDArray along = basis.transpose();
        long directions = basis.getShape().get(0);
        // bᵀ Σ b as one product of matrices, of all entries of Σ and of b bᵀ
        NDArray pairs = along.reshape(3, 1, directions).mul(along.reshape(1, 3, directions)).reshape(9, directions);
        NDArray variance = covariance.reshape(-1, 9).matMul(pairs);
        NDArray decay = Functional.times(variance, -0.5 * scale * scale).exp();
        return plain(mean, basis).mul(decay.concat(decay, 1));
    }
}
