package studio.kintsugi.service.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.imaging.io.PictureWriter;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelFolder;
import studio.kintsugi.training.TrainingRun;
import studio.kintsugi.training.engine.TrainingLog;
import studio.kintsugi.training.engine.TrainingRecipe;

/** Jobs with a network of a few hundred weights and a recipe that would take hours. */
class TrainingJobsTest {
    private static final String RECIPE = """
            {"id": "tiny", "title": "Tiny", "task": "denoise", "architecture": "nafnet",
             "hyperParameters": {"img_channel": 3, "width": 4, "enc_blk_nums": [1], "middle_blk_num": 1,
                                 "dec_blk_nums": [1], "train_size": 0},
             "seed": 1, "patch": 16, "batch": 2, "steps": 1000000, "learningRate": 0.01, "weightDecay": 0, "clip": 1,
             "average": 0.5, "scales": [1.0],
             "degradations": {"type": "gaussian_noise", "sigma": [10, 50]},
             "validation": [{"name": "PSNR", "degradations": {"type": "gaussian_noise", "sigma": [25, 25]}}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void aTrainingThatIsCancelledEndsWithWhatWasLearntSoFar() throws Exception {
        Path recipe = Files.writeString(folder.resolve("tiny.json"), RECIPE);
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int n = 0; n < 2; n++) {
            float[][] planes = new float[3][48 * 48];
            for (float[] plane : planes) {
                Arrays.fill(plane, (1 + n) / 3f);
            }
            PictureWriter.write(Picture.of(48, 48, planes), photos.resolve(n + ".png"), WriteOptions.DEFAULT);
        }
        Path made = folder.resolve("made");
        TrainingRun run = new TrainingRun(recipe.toString(), photos, made, false, Double.POSITIVE_INFINITY, null,
                ComputeDevice.processor());
        CompletableFuture<Job<?, ?>> started = new CompletableFuture<>();
        try (JobRunner runner = new JobRunner(); TrainingJobs jobs = new TrainingJobs(runner)) {
            Job<TrainingProgress, ModelCard> job = jobs.train(run, new CancelAtFirstStep(started));
            started.complete(job);
            ModelCard card = job.await();
            assertEquals(Job.State.DONE, job.state());
            assertEquals(1, job.progress().orElseThrow().detail().stage());
            assertTrue(card.provenance().matches(".*: \\d{1,5} steps .*"), card.provenance());
            assertEquals(card.provenance(), ModelFolder.read(made).card().provenance());
        }
    }

    private record CancelAtFirstStep(CompletableFuture<Job<?, ?>> job) implements TrainingLog {
        @Override
        public void began(TrainingRecipe recipe, int parameters, Map<String, Double> baseline) {}

        @Override
        public void stepped(long step, double fraction, double loss, double seconds, double rate) {
            job.join().cancel();
        }

        @Override
        public void validated(long step, double seconds, double fraction, double loss, Map<String, Double> psnr) {}
    }
}
