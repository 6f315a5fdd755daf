package studio.kintsugi.models.errnet;

import static studio.kintsugi.nn.Functional.pointwise;
import static studio.kintsugi.nn.Functional.resized;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Parameters;

/** The generator's first convolution, which differs by what it sees. */
@FunctionalInterface
interface InputLayer {
    /**
     * @param x the picture, (N, C, H, W)
     * @return (N, features, H, W), before the activation
     */
    NDArray apply(NDArray x);

    /** The one for that configuration: of the picture alone, or with the hypercolumn beside it. */
    static InputLayer of(ErrNetConfig config, Parameters p) {
        return config.needsFeatures() ? x -> hypercolumn(x, p) : x -> Generator.conv(x, "conv1", p, 1);
    }

    /**
     * A 1×1 convolution of the hypercolumn, [rgb, relu1_1, relu2_1, relu3_1, relu4_1, relu5_1] all at full size
     * (section 3.1, "hypercolumn"). A 1×1 convolution and an enlargement whose weights sum to 1 can change places, so
     * that each level is convolved at its own size, which takes a tenth of the work, and the 1475 channels never
     * exist at once.
     */
    private static NDArray hypercolumn(NDArray x, Parameters p) {
        NDArray weight = p.view(x.getManager(), "conv1.conv2d.weight");
        Shape rgb = x.getShape();
        NDArray sum = pointwise(x, weight.get(":, :{}", rgb.get(1)), p.get("conv1.conv2d.bias"));
        long at = rgb.get(1);
        List<NDArray> levels = new Vgg(p).features(x, Vgg.FIRST_RELUS);
        for (NDArray level : levels) {
            long channels = level.getShape().get(1);
            NDArray part = pointwise(level, weight.get(":, {}:{}", at, at + channels), null);
            sum.addi(resized(part, rgb.get(2), rgb.get(3), true));
            part.close();
            level.close();
            at += channels;
        }
        return sum;
    }
}
