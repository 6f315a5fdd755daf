package studio.kintsugi.service.restoration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.Fixtures;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.library.ImportChoices;
import studio.kintsugi.service.library.ModelImporter;
import studio.kintsugi.store.Catalog;
import studio.kintsugi.store.ModelStore;

/** An official ERRNet checkpoint, imported, and VGG-19 beside it. */
class ErrNetModelsTest {
    @TempDir
    private Path folder;

    @Test
    void runsWithVgg19BesideItAndSaysSoWhereThatIsMissing() throws Exception {
        Path fixture = Fixtures.cases("errnet", "gen_w16_even_legacy_cuda"::equals).getFirst();
        ModelStore store = new ModelStore(folder);
        ModelImporter importer = new ModelImporter(store, new Catalog(List.of()), BuiltInArchitectures.all());
        String id = importer.add(importer.inspect(fixture.resolve("errnet_060_00463920.pt")),
                new ImportChoices(null, null, null, null)).card().id();
        try (LocalInferenceService service = new LocalInferenceService(store, BuiltInArchitectures.all(),
                ComputeDevice.processor())) {
            ExecutionException missing = assertThrows(ExecutionException.class, () -> run(service, fixture, id));
            assertEquals("The model \"" + id + "\" needs VGG-19 beside it, which is not installed: \"kintsugi models"
                    + " download vgg19\" gets it, or import torchvision's vgg19-dcbb9e9d.pth.",
                    assertThrows(KintsugiException.class, () -> { throw missing.getCause(); }).getMessage());

            importer.add(importer.inspect(fixture.resolve("vgg19.pth")), new ImportChoices(null, null, null, null));
            Picture out = run(service, fixture, id);
            float[] expected = Fixtures.npy(fixture.resolve("output.npy")).toFloats();
            int plane = out.width() * out.height();
            double worst = 0;
            for (int i = 0; i < expected.length; i++) {
                worst = Math.max(worst, Math.abs(Math.min(expected[i], 1) - out.plane(i / plane)[i % plane]));
            }
            assertTrue(worst < 5e-6, "differs by " + worst);
        }
    }

    private static Picture run(LocalInferenceService service, Path fixture, String model) throws Exception {
        float[] input = Fixtures.npy(fixture.resolve("input.npy")).toFloats();
        long[] shape = Fixtures.npy(fixture.resolve("input.npy")).shape();
        int plane = (int) (shape[2] * shape[3]);
        float[][] planes = new float[3][plane];
        for (int c = 0; c < 3; c++) {
            System.arraycopy(input, c * plane, planes[c], 0, plane);
        }
        return service.run(Picture.of((int) shape[3], (int) shape[2], planes),
                new Step("dereflect", model, "", Map.of()), RunOptions.WHOLE, JobListener.none()).result().get()
                .picture();
    }
}
