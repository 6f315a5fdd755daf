package studio.kintsugi.nn.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static studio.kintsugi.Fixtures.tolerance;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        JsonObject train = Fixtures.json(folder).getAsJsonObject("train");
        String optimizer = train.get("optimizer").getAsString();
        double norm = AdamW.clip(gradient, number(train.get("grad_clip").getAsString(), "params, "));
        assertEquals(Fixtures.json(folder).getAsJsonObject("outputs").getAsJsonObject("grad_total_norm")
                .get("value").getAsDouble(), norm, tolerance(folder, "grad_total_norm"));
        new AdamW(new float[size], new float[size], 0, number(optimizer, "betas=("), number(optimizer, "betas=(0.9,"),
                number(optimizer, "weight_decay=")).step(weights, gradient, number(optimizer, "lr="));
        float tolerance = tolerance(folder, "after");
        float[] expected = flat(after, gradients, size);
        for (int i = 0; i < size; i++) {
            // where the gradient is next to nothing, its sign, which is all the first step sees, is chance
            if (Math.abs(gradient[i]) > 1e-6) {
                assertEquals(expected[i], weights[i], tolerance, "weight " + i);
            }
        }
    }

    /** The number that follows a mark in the case's words. */
    private static float number(String text, String mark) {
        Matcher number = Pattern.compile(Pattern.quote(mark) + "([-.e\\d]+)").matcher(text);
        assertTrue(number.find(), text);
        return Float.parseFloat(number.group(1));
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
