package studio.kintsugi.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.models.BuiltInArchitectures;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.Progress;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.service.restoration.LocalInferenceService;
import studio.kintsugi.service.restoration.RestorationProgress;
import studio.kintsugi.service.restoration.RestoredPicture;
import studio.kintsugi.service.restoration.RunOptions;
import studio.kintsugi.store.ModelStore;

/**
 * What a user feels on a photo of 24 megapixels: the first region, the answer to cancel, and memory over many runs.
 * A program, not a test.
 */
final class LargePhoto {
    private static final int RUNS = 20;

    private LargePhoto() {}

    public static void main(String[] args) throws Exception {
        Picture photo = photo(6000, 4000);
        Step step = new Step("denoise", "denoise", "", Map.of());
        RunOptions options = new RunOptions(new Region(2500, 1500, 1400, 900), false, 0);
        double[] first = new double[RUNS];
        double[] cancel = new double[RUNS];
        try (InferenceService service =
                new LocalInferenceService(new ModelStore(Path.of("nowhere")), BuiltInArchitectures.all(),
                        ComputeDevice.processor())) {
            service.warmUp("denoise");
            Thread.sleep(4000);
            for (int i = 0; i < RUNS; i++) {
                CompletableFuture<Void> region = new CompletableFuture<>();
                long began = System.nanoTime();
                var job = service.run(photo, step, options, new JobListener<>() {
                    @Override
                    public void progressed(Job<RestorationProgress, RestoredPicture> from,
                            Progress<RestorationProgress> progress) {
                        progress.detail().finished().ifPresent(part -> region.complete(null));
                    }
                });
                region.get();
                first[i] = (System.nanoTime() - began) / 1e9;
                Thread.sleep(1700);
                long asked = System.nanoTime();
                job.cancel();
                try {
                    job.result().get();
                } catch (CancellationException | ExecutionException e) {
                    cancel[i] = (System.nanoTime() - asked) / 1e9;
                }
                System.gc();
                System.out.printf("run %d: first region %.2f s, cancel %.2f s, resident %d MB%n", i, first[i],
                        cancel[i], resident());
            }
        }
        Arrays.sort(first);
        Arrays.sort(cancel);
        System.out.printf("medians: first region %.2f s (worst %.2f), cancel %.2f s (worst %.2f)%n",
                first[RUNS / 2], first[RUNS - 1], cancel[RUNS / 2], cancel[RUNS - 1]);
    }

    private static long resident() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(l -> l.startsWith("VmRSS"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
    }

    private static Picture photo(int w, int h) {
        SplittableRandom random = new SplittableRandom(1);
        float[][] planes = new float[3][w * h];
        for (float[] plane : planes) {
            for (int i = 0; i < plane.length; i++) {
                double clean = 0.5 + 0.3 * Math.sin(i % w / 90.0) * Math.cos(i / w / 70.0);
                plane[i] = (float) Math.clamp(clean + 0.1 * random.nextDouble(-1, 1), 0, 1);
            }
        }
        return Picture.of(w, h, planes);
    }
}
