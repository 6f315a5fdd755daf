/**
 * The engine of all background work: one {@link studio.kintsugi.service.job.Job} for everything that takes longer than
 * a user should wait, run by one {@link studio.kintsugi.service.job.JobRunner}.
 *
 * <p><b>Threads.</b> A service opens a {@link studio.kintsugi.service.job.Lane} and submits {@link
 * studio.kintsugi.service.job.Work} to it. A lane has one thread and does its jobs in the order in which they came, so
 * that a network and its tensors stay on one thread from job to job; lanes run beside one another. Lanes that only read
 * or write files may have several threads. Listeners are called on the lane's thread; {@link
 * studio.kintsugi.service.job.JobListener#on} moves them to the screen's. Within a job {@link
 * studio.kintsugi.service.job.SideBySide} does pieces of its work at once.
 *
 * <p><b>Cancel and pause.</b> Nothing is interrupted: the work asks its {@link studio.kintsugi.service.job.JobControl}
 * between tiles or steps. There it waits while the job is paused, and stops where the job was cancelled. A job that
 * still waits for its turn is cancelled at once.
 *
 * <p><b>Latest wins.</b> Previews go through a {@link studio.kintsugi.service.job.LatestWins}, which discards the job
 * before. A stale result cannot land: a job is marked as discarded before the newer one is queued, the mark is looked
 * at before each call to a listener, and once more on the screen's thread when the call arrives there. Since the newer
 * job is started on that same thread, no call of the older one can come after it.
 *
 * <p><b>Failures.</b> {@link studio.kintsugi.service.job.FailureSentences} turns whatever the work throws into one
 * sentence for the user and writes the stack trace to the log. No client catches for itself.
 *
 * <pre>{@code
 * try (JobRunner runner = new JobRunner(); Lane lane = runner.lane("restoration")) {
 *     Job<Void, Picture> job = lane.submit(control -> {
 *         for (int i = 0; i < tiles; i++) {
 *             control.checkpoint();
 *             restore(i);
 *             control.report((i + 1.0) / tiles, null);
 *         }
 *         return picture;
 *     }, sentences, listener.on(Platform::runLater));
 * }
 * }</pre>
 */
package studio.kintsugi.service.job;
