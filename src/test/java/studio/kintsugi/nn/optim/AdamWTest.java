package studio.kintsugi.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.StateDict;

/** The optimiser's step of the official training code. */
class AdamWTest {
    @Test
    void clippingAndOneStepGiveTheOfficialWeights() throws Exception {
        Path folder = Fixtures.cases("nafnet", "train_step_psnr"::equals).getFirst();
        StateDict gradients = Checkpoints.read(folder.resolve("grads.pth"));
        StateDict after = Checkpoints.read(folder.resolve("after.pth"));
        StateDict before = Checkpoints.read(folder.resolve("before.pth"));
        int size = (int) gradients.parameters();
        float[] weights = flat(before, gradients, size);
        float[] gradient = flat(gradients, gradients, size);
        double norm = AdamW.clip(gradient, 0.01);
        assertEquals(Fixtures.json(folder).getAsJsonObject("outputs").getAsJsonObject("grad_total_norm")
                .get("value").getAsDouble(), norm, 1e-3);
        new AdamW(new float[size], new float[size], 0, 0.9f, 0.9f, 1e-3f).step(weights, gradient, 1e-3);
        float[] expected = flat(after, gradients, size);
        for (int i = 0; i < size; i++) {
            // where the gradient is next to nothing, its sign, which is all the first step sees, is chance
            if (Math.abs(gradient[i]) > 1e-6) {
                assertEquals(expected[i], weights[i], 2e-5f, "weight " + i);
            }
        }
    }

    private static float[] flat(StateDict state, StateDict order, int size) {
        float[] out = new float[size];
        int at = 0;
        for (String name : order.names()) {
            float[] part = state.get(name).toFloats();
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }
}
