package studio.kintsugi.nn.losses;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;

/**
 * What a discriminator's logits are worth, to itself and to the generator. With ℓ(z, t) the mean binary cross-entropy
 * of σ(z) against t, r the logits of real pictures and f those of generated ones, of one shape.
 */
public enum AdversarialLoss {
    /** Discriminator ½ (ℓ(f, 0) + ℓ(r, 1)); generator ℓ(f, 1). */
    STANDARD {
        @Override
        public NDArray discriminator(NDArray real, NDArray fake) {
            return times(crossEntropy(fake, 0).add(crossEntropy(real, 1)), 0.5);
        }

        @Override
        public NDArray generator(NDArray real, NDArray fake) {
            return crossEntropy(fake, 1);
        }
    },
    /** Relativistic (arXiv 1807.00734): discriminator ℓ(r − f, 1); generator ℓ(f − r, 1). */
    RELATIVISTIC {
        @Override
        public NDArray discriminator(NDArray real, NDArray fake) {
            return crossEntropy(real.sub(fake), 1);
        }

        @Override
        public NDArray generator(NDArray real, NDArray fake) {
            return crossEntropy(fake.sub(real), 1);
        }
    },
    /**
     * Relativistic average, ERRNet's (equation 4): discriminator ½ (ℓ(r − f̄, 1) + ℓ(f − r̄, 0)), generator the same
     * with real and generated exchanged; means are over the batch, not over places.
     */
    RELATIVISTIC_AVERAGE {
        @Override
        public NDArray discriminator(NDArray real, NDArray fake) {
            return times(crossEntropy(real.sub(batchMean(fake)), 1)
                    .add(crossEntropy(fake.sub(batchMean(real)), 0)), 0.5);
        }

        @Override
        public NDArray generator(NDArray real, NDArray fake) {
            return discriminator(fake, real);
        }
    };

    /** What the discriminator minimises: a scalar. */
    public abstract NDArray discriminator(NDArray real, NDArray fake);

    /** What the generator minimises: a scalar. */
    public abstract NDArray generator(NDArray real, NDArray fake);

    private static NDArray batchMean(NDArray logits) {
        return logits.mean(new int[] {0}, true);
    }

    /** mean(max(z, 0) − z · t + ln(1 + exp(−|z|))), which never overflows. */
    private static NDArray crossEntropy(NDArray logits, float label) {
        NDArray soft = logits.abs().neg().exp().add(1).log();
        return logits.getNDArrayInternal().relu().sub(times(logits, label)).add(soft).mean();
    }
}
