package studio.kintsugi.training.restoration;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import studio.kintsugi.models.errnet.ErrNetLosses;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.losses.Losses;

/** How a result is compared with the target of a pair. Pictures are (N, 3, H, W), losses are scalars. */
public enum PairLoss {
    /** {@link ErrNetLosses#pixel}: for pairs that line up. */
    PIXEL("pixel loss") {
        @Override
        NDArray of(Vgg vgg, NDArray x, NDArray y) {
            return ErrNetLosses.pixel(x, y);
        }
    },
    /** {@link ErrNetLosses#alignmentInvariant} with {@link #tone}: for pairs that do not line up. */
    ALIGNMENT_INVARIANT("alignment-invariant loss") {
        @Override
        NDArray of(Vgg vgg, NDArray x, NDArray y) {
            return ErrNetLosses.alignmentInvariant(vgg, x, y).add(tone(x, y));
        }
    },
    /** {@link ErrNetLosses#contextual} with {@link #tone}: its slow rival. */
    CONTEXTUAL("contextual loss") {
        @Override
        NDArray of(Vgg vgg, NDArray x, NDArray y) {
            return ErrNetLosses.contextual(vgg, x, y).add(tone(x, y));
        }
    };

    private static final Shape WINDOW = new Shape(32, 32);

    private final String title;

    PairLoss(String title) {
        this.title = title;
    }

    /** In words. */
    public String title() {
        return title;
    }

    /**
     * @param vgg features, for those that need them
     * @param x what the network gives
     * @param y what it should give
     */
    abstract NDArray of(Vgg vgg, NDArray x, NDArray y);

    public boolean needsFeatures() {
        return this != PIXEL;
    }

    /**
     * mean |m(x) − m(y)| of the means over windows of 32×32 pixels: deep features hardly see a tint, and a shift of a
     * few pixels hardly changes a mean. Not in the paper, which learns from aligned pairs at the same time.
     */
    private static NDArray tone(NDArray x, NDArray y) {
        Shape none = new Shape(0, 0);
        return Losses.l1(x.getNDArrayInternal().avgPool(WINDOW, WINDOW, none, true, false),
                y.getNDArrayInternal().avgPool(WINDOW, WINDOW, none, true, false));
    }
}
