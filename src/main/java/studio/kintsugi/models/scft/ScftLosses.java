package studio.kintsugi.models.scft;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import studio.kintsugi.nn.losses.Losses;

/** The losses of section 3.3; the reconstruction loss is {@link Losses#l1}. */
public final class ScftLosses {
    /** The paper's margin of the triplet loss. */
    public static final double MARGIN = 12;

    private ScftLosses() {}

    /**
     * The similarity-based triplet loss (equation 4): max(0, −S(q, p) + S(q, n) + margin), S the dot product over √D.
     *
     * @param queries (…, D), places of the sketch
     * @param positives (…, D), the places of the reference that correspond to them
     * @param negatives (…, D), other places of the reference
     * @return (…), one for each query
     */
    public static NDArray triplet(NDArray queries, NDArray positives, NDArray negatives, double margin) {
        int last = queries.getShape().dimension() - 1;
        double root = Math.sqrt(queries.getShape().get(last));
        NDArray difference = queries.mul(negatives.sub(positives)).sum(new int[] {last});
        return times(difference, 1 / root).add(margin).getNDArrayInternal().relu();
    }

    /**
     * Which channels of features occur together: F Fᵀ / (C · H · W).
     *
     * @param features (N, C, H, W)
     * @return (N, C, C)
     */
    public static NDArray gram(NDArray features) {
        Shape s = features.getShape();
        NDArray flat = features.reshape(s.get(0), s.get(1), s.get(2) * s.get(3));
        return times(flat.matMul(flat.transpose(0, 2, 1)), 1.0 / (s.get(1) * s.get(2) * s.get(3)));
    }

    /** Mean absolute difference of {@link #gram}s (equation 8): a scalar. */
    public static NDArray style(NDArray features, NDArray target) {
        return Losses.l1(gram(features), gram(target));
    }

    /** Mean absolute difference of features, summed over levels (equation 7): a scalar. */
    public static NDArray perceptual(List<NDArray> features, List<NDArray> target) {
        NDArray sum = Losses.l1(features.get(0), target.get(0));
        for (int i = 1; i < features.size(); i++) {
            sum = sum.add(Losses.l1(features.get(i), target.get(i)));
        }
        return sum;
    }

    /** What a discriminator minimises over its logits, in the form of the unofficial codes. */
    public enum Adversarial {
        /** mean softplus(−real) + mean softplus(fake); generator mean softplus(−fake). */
        SOFTPLUS {
            @Override
            public NDArray discriminator(NDArray real, NDArray fake) {
                return softplus(real.neg()).mean().add(softplus(fake).mean());
            }

            @Override
            public NDArray generator(NDArray fake) {
                return softplus(fake.neg()).mean();
            }
        },
        /** mean max(0, 1 − real) + mean max(0, 1 + fake); generator −mean fake. */
        HINGE {
            @Override
            public NDArray discriminator(NDArray real, NDArray fake) {
                return real.neg().add(1).getNDArrayInternal().relu().mean()
                        .add(fake.add(1).getNDArrayInternal().relu().mean());
            }

            @Override
            public NDArray generator(NDArray fake) {
                return fake.mean().neg();
            }
        };

        public abstract NDArray discriminator(NDArray real, NDArray fake);

        public abstract NDArray generator(NDArray fake);

        /** ln(1 + eˣ), which never overflows. */
        private static NDArray softplus(NDArray x) {
            return x.getNDArrayInternal().relu().add(x.abs().neg().exp().add(1).log());
        }
    }
}
