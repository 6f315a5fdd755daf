package studio.kintsugi.service.library;

import java.util.function.Consumer;
import studio.kintsugi.Sentence;
import studio.kintsugi.service.job.FailureSentences;
import studio.kintsugi.service.job.Job;
import studio.kintsugi.service.job.JobControl;
import studio.kintsugi.service.job.JobListener;
import studio.kintsugi.service.job.JobRunner;
import studio.kintsugi.service.job.Lane;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.store.DownloadListener;
import studio.kintsugi.store.StoredModel;

/** Downloads models as jobs, a few at once, for the window and the command line. */
public final class DownloadJobs {
    private static final FailureSentences SENTENCES = new FailureSentences(
            Sentence.of("There is not enough memory for this model: close pictures and try again."),
            Sentence.of("The model could not be brought here; the log tells more."));
    private static final int DOWNLOADS_AT_ONCE = 4;

    private final ModelDownloads downloads;
    private final Consumer<StoredModel> stored;
    private final Lane lane;

    /**
     * @param stored is told of each new model before its job ends, on the job's thread
     * @param runner gives the lane, and closes it
     */
    public DownloadJobs(ModelDownloads downloads, Consumer<StoredModel> stored, JobRunner runner) {
        this.downloads = downloads;
        this.stored = stored;
        this.lane = runner.lane("download", DOWNLOADS_AT_ONCE);
    }

    /**
     * Begins to fetch and store a model, as {@link ModelDownloads#install}. Bytes that have arrived when the job is
     * cancelled are kept, and the next one resumes there.
     *
     * @param from a mirror's address or a local file; null for the catalogue's own address
     */
    public Job<DownloadProgress, StoredModel> start(CatalogEntry entry, String from,
            JobListener<DownloadProgress, StoredModel> listener) {
        return lane.submit(control -> {
            StoredModel model = downloads.install(entry, from, new Reports(control));
            stored.accept(model);
            return model;
        }, SENTENCES, listener);
    }

    /** Reports bytes as progress; those of earlier attempts took no time. */
    private static final class Reports implements DownloadListener {
        private final JobControl<DownloadProgress> control;
        private boolean begun;

        Reports(JobControl<DownloadProgress> control) {
            this.control = control;
        }

        @Override
        public void progressed(long done, long total) {
            double fraction = total > 0 ? (double) done / total : 0;
            if (!begun) {
                begun = true;
                control.beginPhase(fraction);
            }
            control.report(fraction, new DownloadProgress(done, total));
        }

        @Override
        public boolean isCancelled() {
            return control.isCancelled();
        }
    }
}
