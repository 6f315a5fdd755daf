package studio.kintsugi.models.errnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import studio.kintsugi.Fixtures;
import studio.kintsugi.checkpoint.Checkpoints;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.models.Architectures;
import studio.kintsugi.models.Recognition;
import studio.kintsugi.nn.Parameters;

/** ERRNet against outputs of the official code. */
class ErrNetFixturesTest {
    private static final Map<String, Object> LITE = Map.of("in_channels", 12, "out_channels", 12, "n_feats", 8,
            "n_resblocks", 2, "se_reduction", 4, "pyramid", true, "res_scale", 1.0, "fold", 2, "residual", true);

    @Test
    void theNetworkWithoutFeaturesMeetsItsTolerance() throws Exception {
        Path folder = Fixtures.cases("errnet", "basenet_w16"::equals).getFirst();
        StateDict weights = Checkpoints.open(folder.resolve("basenet.pt")).weights();
        Recognition known = Architectures.official().recognise(weights);
        assertEquals("errnet", known.architecture());
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                ErrNet network = new ErrNetFamily().build(known.hyperParameters(), new Parameters(manager, weights))) {
            NDArray x = array(manager, Fixtures.npy(folder.resolve("input.npy")));
            // without pyramid pooling the official network takes pictures lower than 32 pixels as they are
            assertArrayEquals(Fixtures.npy(folder.resolve("output.npy")).toFloats(),
                    network.whole(x).toFloatArray(), tolerance(folder, "output"));
        }
    }

    @Test
    void aFreshLiteNetworkReturnsPicturesOfAnySizeAsTheyAre() {
        try (NDManager manager = NDManager.newBaseManager(Device.cpu());
                ErrNet network = new ErrNetFamily().build(LITE, new Parameters(manager,
                        new ErrNetFamily().initialWeights(LITE, new SplittableRandom(1))))) {
            for (int[] size : new int[][] {{1, 1}, {64, 64}, {67, 130}}) {
                NDArray x = manager.randomUniform(0, 1, new Shape(2, 3, size[0], size[1]));
                assertArrayEquals(x.toFloatArray(), network.forward(x).toFloatArray());
            }
        }
    }

    static NDArray array(NDManager manager, TensorData data) {
        return manager.create(data.toFloats(), new Shape(data.shape()));
    }

    static float tolerance(Path folder, String name) throws Exception {
        JsonObject tolerance = Fixtures.json(folder).getAsJsonObject("tolerance");
        return tolerance.getAsJsonObject(name).get("max_abs").getAsFloat();
    }
}
