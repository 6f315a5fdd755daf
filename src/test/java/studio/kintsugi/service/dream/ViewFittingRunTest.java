package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.field.FieldFile;

class ViewFittingRunTest {
    @TempDir
    Path folder;

    @Test
    void aKnownObjectIsFoundAgainFromItsViews() throws Exception {
        ViewScene.write(folder, 40, 4, 128);
        ViewFittingRun.Result result = ViewFittingRun.run(ViewFolder.read(folder),
                new ViewFittingRun.Settings(ViewFittingRun.Kind.VOXELS, 1, 0, 90, 60), ComputeDevice.processor(), 2,
                () -> false, p -> {});
        double psnr = (double) result.facts().get("heldOutPsnr");
        assertTrue(psnr > 28, "held-out views reach " + psnr + " dB");
        Path file = folder.resolve("new/field.kfield");
        FieldFile.write(result.field(), result.facts(), file);
        assertArrayEquals(result.field().raw(), FieldFile.read(file).raw());
    }

    /** The paper's field, broken off before its second glance at views kept out. */
    @Test
    void whatIsBrokenOffIsJudgedToo() throws Exception {
        ViewScene.write(folder, 4, 2, 16);
        List<Double> heldOut = new ArrayList<>();
        ViewFittingRun.Result result = ViewFittingRun.run(ViewFolder.read(folder),
                new ViewFittingRun.Settings(ViewFittingRun.Kind.MLP, 1, 0.5, 1000, 60), ComputeDevice.processor(), 1,
                        () -> heldOut.size() == 51,
                p -> heldOut.add(p.heldOut()));
        assertEquals(51, result.facts().get("steps"));
        assertTrue(heldOut.get(48).isNaN());
        assertEquals(List.of(heldOut.get(50)), result.facts().get("heldOutGlanceEvery50Steps"));
        double psnr = (double) result.facts().get("heldOutPsnr");
        // of pictures this small a glance sees every pixel, though by fewer samples and a step earlier
        assertEquals(psnr, heldOut.get(50), 2);
        assertEquals(64, result.field().side());
    }

    @Test
    void aFolderWithoutCamerasIsRefused() throws Exception {
        assertTrue(assertThrows(KintsugiException.class, () -> ViewFolder.read(folder)).getMessage()
                .contains("transforms_train.json"));
        Files.writeString(folder.resolve("transforms_train.json"), "{\"frames\": 3}");
        assertTrue(assertThrows(KintsugiException.class, () -> ViewFolder.read(folder)).getMessage()
                .contains("camera_angle_x"));
    }
}
