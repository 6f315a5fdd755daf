package studio.kintsugi.service.dream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.KintsugiException;

class ViewRunTest {
    @TempDir
    Path folder;

    @Test
    void aKnownObjectIsFoundAgainFromItsViews() throws Exception {
        ViewScene.write(folder, 40, 4, 128);
        ViewRun.Result result = ViewRun.run(ViewFolder.read(folder), ViewRun.Kind.VOXELS, 1, 90, 60, 2, p -> {});
        double psnr = (double) result.facts().get("heldOutPsnr");
        assertTrue(psnr > 28, "held-out views reach " + psnr + " dB");
        Path file = folder.resolve("new/field.kfield");
        FieldFile.write(result.field(), result.facts(), file);
        assertArrayEquals(result.field().raw(), FieldFile.read(file).raw());
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
