package studio.kintsugi.models.errnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static studio.kintsugi.models.errnet.ErrNetFixturesTest.array;
import static studio.kintsugi.models.errnet.ErrNetFixturesTest.assertValue;
import static studio.kintsugi.models.errnet.ErrNetFixturesTest.tolerance;
import static studio.kintsugi.models.errnet.ErrNetFixturesTest.weights;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;
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
        JsonObject values = Fixtures.json(folder).getAsJsonObject("outputs");
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                Parameters p = new Parameters(manager, weights(folder, "vgg19.pth"))) {
            Vgg vgg = new Vgg(p);
            NDArray x = array(manager, folder, "pred");
            NDArray y = array(manager, folder, "target");
            assertValue(values, "mse", Losses.mse(x, y), 1e-7);
            assertValue(values, "gradient_loss", Losses.gradient(x, y), 1e-6);
            // the official contextual loss is that of the first picture alone
            assertValue(values, "ctx", ErrNetLosses.contextualByPicture(vgg, x, y).get(0), 2e-5);
            withGradient(folder, values, "pixel_loss", "grad_pixel_loss", ErrNetLosses::pixel);
            withGradient(folder, values, "vgg_loss", "grad_vgg_loss", (a, b) -> ErrNetLosses.perceptual(vgg, a, b));
            withGradient(folder, values, "unaligned_vgg31", "grad_unaligned_vgg31",
                    (a, b) -> ErrNetLosses.alignmentInvariant(vgg, a, b));
            if (Files.exists(folder.resolve("grad_ctx.npy"))) {
                withGradient(folder, values, "ctx", "grad_ctx", (a, b) -> ErrNetLosses.contextual(vgg, a, b));
            }
        }
    }

    private static void withGradient(Path folder, JsonObject values, String name, String gradient,
            BinaryOperator<NDArray> loss) throws Exception {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            NDArray x = array(manager, folder, "pred");
            x.setRequiresGradient(true);
            try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                NDArray value = loss.apply(x, array(manager, folder, "target"));
                assertValue(values, name, value, tolerance(folder, name));
                collector.backward(value);
            }
            assertArrayEquals(Fixtures.npy(folder.resolve(gradient + ".npy")).toFloats(),
                    x.getGradient().toFloatArray(), tolerance(folder, gradient), gradient);
        }
    }

    @TestFactory
    List<DynamicTest> theContextualLossMeetsItsTolerance() {
        return Fixtures.cases("errnet", n -> n.startsWith("cx_")).stream().map(folder -> DynamicTest.dynamicTest(
                folder.getFileName().toString(), () -> {
                    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
                        NDArray x = array(manager, folder, "I_features");
                        x.setRequiresGradient(true);
                        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                            NDArray loss = ContextualLoss.of(x, array(manager, folder, "T_features"));
                            assertArrayEquals(Fixtures.npy(folder.resolve("cx_loss_per_sample.npy")).toFloats(),
                                    loss.toFloatArray(), tolerance(folder, "cx_loss_per_sample"));
                            collector.backward(loss.sum());
                        }
                        if (Files.exists(folder.resolve("grad_I_of_sum.npy"))) {
                            assertArrayEquals(Fixtures.npy(folder.resolve("grad_I_of_sum.npy")).toFloats(),
                                    x.getGradient().toFloatArray(), tolerance(folder, "grad_I_of_sum"));
                        }
                    }
                })).toList();
    }

    @TestFactory
    List<DynamicTest> adversarialLossesMeetTheirTolerance() {
        return Fixtures.cases("errnet", n -> n.startsWith("gan_losses")).stream().map(folder -> DynamicTest.dynamicTest(
                folder.getFileName().toString(), () -> {
                    JsonObject values = Fixtures.json(folder).getAsJsonObject("outputs");
                    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
                        NDArray real = array(manager, folder, "pred_real");
                        NDArray fake = array(manager, folder, "pred_fake");
                        assertBoth(values, "sgan", AdversarialLoss.STANDARD, real, fake);
                        assertBoth(values, "rsgan", AdversarialLoss.RELATIVISTIC, real, fake);
                        assertBoth(values, "rasgan", AdversarialLoss.RELATIVISTIC_AVERAGE, real, fake);
                    }
                })).toList();
    }

    private static void assertBoth(JsonObject values, String name, AdversarialLoss loss, NDArray real, NDArray fake) {
        assertValue(values, name + "_D", loss.discriminator(real, fake), 2e-5);
        assertValue(values, name + "_G", loss.generator(real, fake), 2e-5);
    }

    @Test
    void thePatchDiscriminatorMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("errnet", "disc_patch"::equals).getFirst();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                Parameters p = new Parameters(manager, weights(folder, "netD.pt"))) {
            assertArrayEquals(Fixtures.npy(folder.resolve("output.npy")).toFloats(),
                    ErrNetDiscriminator.patches(array(manager, folder, "input"), p).toFloatArray(),
                    tolerance(folder, "output"));
        }
    }

    @Test
    void theExclusionLossMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("errnet", "exclusion_zhang18"::equals).getFirst();
        try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
            assertValue(Fixtures.json(folder).getAsJsonObject("outputs"), "exclusion_loss", ExclusionLoss.of(
                    array(manager, folder, "transmission"), array(manager, folder, "reflection")), 5e-6);
        }
    }
}
