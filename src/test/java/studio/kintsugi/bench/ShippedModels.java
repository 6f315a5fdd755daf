package studio.kintsugi.bench;

import java.nio.file.Files;
import java.util.Map;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelStore;

/** The models that ship, on the processor. */
final class ShippedModels implements AutoCloseable {
    final ModelStore store;
    private final InferenceService service;

    ShippedModels() throws Exception {
        store = new ModelStore(Files.createTempDirectory("store"));
        service = new LocalInferenceService(store, BuiltInArchitectures.all(), ComputeDevice.processor());
    }

    /**
     * What a model makes of a picture.
     *
     * @param tile side of its tiles, or 0
     */
    Picture run(String model, Picture picture, int tile) throws Exception {
        String tool = store.get(model).card().task();
        return service.run(picture, new Step(tool, model, "", Map.of()), new RunOptions(null, false, tile),
                JobListener.none()).await().picture();
    }

    @Override
    public void close() {
        service.close();
    }
}
