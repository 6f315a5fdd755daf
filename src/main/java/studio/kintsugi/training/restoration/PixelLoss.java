package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDArray;
import studio.kintsugi.nn.losses.Losses;

/** How a result is compared with its target pixel by pixel; recipes name them in {@code "loss"}. */
enum PixelLoss {
    PSNR {
        @Override
        NDArray of(NDArray prediction, NDArray target) {
            return Losses.negativePsnr(prediction, target);
        }
    },
    /** Gains next to nothing from errors that are better than 38 dB already. */
    CAPPED_PSNR {
        private static final float FLOOR = 1.5e-4f;

        @Override
        NDArray of(NDArray prediction, NDArray target) {
            return Losses.negativePsnr(prediction, target, FLOOR);
        }
    },
    L1 {
        @Override
        NDArray of(NDArray prediction, NDArray target) {
            return Losses.l1(prediction, target);
        }
    };

    /**
     * @param prediction (N, C, H, W)
     * @param target (N, C, H, W)
     * @return a scalar
     */
    abstract NDArray of(NDArray prediction, NDArray target);

    /**
     * @throws IllegalArgumentException where there is none of that name
     */
    static PixelLoss named(String name) {
        for (PixelLoss l : values()) {
            if (l.name().equalsIgnoreCase(name)) {
                return l;
            }
        }
        throw new IllegalArgumentException("unknown loss: " + name);
    }
}
