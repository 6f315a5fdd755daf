package studio.kintsugi.models.errnet;

import static studio.kintsugi.Fixtures.array;
import static studio.kintsugi.Fixtures.checkValue;
import static studio.kintsugi.models.errnet.ErrNetFixturesTest.weights;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.vgg.Vgg;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.losses.AdversarialLoss;
import studio.kintsugi.nn.losses.ContextualLoss;
import studio.kintsugi.nn.losses.ExclusionLoss;
import studio.kintsugi.nn.losses.Losses;

/** Losses and their gradients against the official code. */
class LossFixturesTest {
    @TestFactory
    List<DynamicTest> lossesBetweenPicturesMeetTheirTolerance() {
        return Fixtures.cases("errnet", n -> n.startsWith("losses_")).stream()
                .map(c -> DynamicTest.dynamicTest(c.getFileName().toString(), () -> check(c))).toList();
    }

    private static void check(Path folder) throws Exception {
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager, weights(folder, "vgg19.pth"))) {
            Vgg vgg = new Vgg(p);
            NDArray x = array(manager, folder, "pred");
            NDArray y = array(manager, folder, "target");
            checkValue(folder, "mse", Losses.mse(x, y));
            checkValue(folder, "gradient_loss", Losses.gradient(x, y));
            // the official contextual loss is that of the first picture alone
            checkValue(folder, "ctx", ErrNetLosses.contextualByPicture(vgg, x, y).get(0));
            withGradient(folder, "pixel_loss", "grad_pixel_loss", ErrNetLosses::pixel);
            withGradient(folder, "vgg_loss", "grad_vgg_loss", (a, b) -> ErrNetLosses.perceptual(vgg, a, b));
            withGradient(folder, "unaligned_vgg31", "grad_unaligned_vgg31",
                    (a, b) -> ErrNetLosses.alignmentInvariant(vgg, a, b));
            if (Files.exists(folder.resolve("grad_ctx.npy"))) {
                withGradient(folder, "ctx", "grad_ctx", (a, b) -> ErrNetLosses.contextual(vgg, a, b));
            }
        }
    }

    private static void withGradient(Path folder, String name, String gradient,
            BinaryOperator<NDArray> loss) throws Exception {
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            NDArray x = array(manager, folder, "pred");
            x.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray value = loss.apply(x, array(manager, folder, "target"));
                checkValue(folder, name, value);
                collector.backward(value);
            }
            Fixtures.check(folder, gradient, x.getGradient());
        }
    }

    @TestFactory
    List<DynamicTest> theContextualLossMeetsItsTolerance() {
        return Fixtures.cases("errnet", n -> n.startsWith("cx_")).stream().map(folder -> DynamicTest.dynamicTest(
                folder.getFileName().toString(), () -> {
                    try (NDManager manager = ComputeDevice.processor().newManager()) {
                        NDArray x = array(manager, folder, "I_features");
                        x.setRequiresGradient(true);
                        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                            NDArray loss = ContextualLoss.of(x, array(manager, folder, "T_features"));
                            Fixtures.check(folder, "cx_loss_per_sample", loss);
                            collector.backward(loss.sum());
                        }
                        if (Files.exists(folder.resolve("grad_I_of_sum.npy"))) {
                            Fixtures.check(folder, "grad_I_of_sum", x.getGradient());
                        }
                    }
                })).toList();
    }

    @TestFactory
    List<DynamicTest> adversarialLossesMeetTheirTolerance() {
        return Fixtures.cases("errnet", n -> n.startsWith("gan_losses")).stream().map(folder -> DynamicTest.dynamicTest(
                folder.getFileName().toString(), () -> {
                    try (NDManager manager = ComputeDevice.processor().newManager()) {
                        NDArray real = array(manager, folder, "pred_real");
                        NDArray fake = array(manager, folder, "pred_fake");
                        assertBoth(folder, "sgan", AdversarialLoss.STANDARD, real, fake);
                        assertBoth(folder, "rsgan", AdversarialLoss.RELATIVISTIC, real, fake);
                        assertBoth(folder, "rasgan", AdversarialLoss.RELATIVISTIC_AVERAGE, real, fake);
                    }
                })).toList();
    }

    private static void assertBoth(Path folder, String name, AdversarialLoss loss, NDArray real, NDArray fake)
            throws IOException {
        checkValue(folder, name + "_D", loss.discriminator(real, fake));
        checkValue(folder, name + "_G", loss.generator(real, fake));
    }

    @Test
    void thePatchDiscriminatorMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("errnet", "disc_patch"::equals).getFirst();
        try (NDManager manager = ComputeDevice.processor().newManager();
                Parameters p = new Parameters(manager, weights(folder, "netD.pt"))) {
            Fixtures.check(folder, "output", ErrNetDiscriminator.patches(array(manager, folder, "input"), p));
        }
    }

    @Test
    void theExclusionLossMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("errnet", "exclusion_zhang18"::equals).getFirst();
        try (NDManager manager = ComputeDevice.processor().newManager()) {
            checkValue(folder, "exclusion_loss", ExclusionLoss.of(array(manager, folder, "transmission"),
                    array(manager, folder, "reflection")));
        }
    }
}
