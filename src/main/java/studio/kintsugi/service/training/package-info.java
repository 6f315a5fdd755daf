/**
 * Training as jobs on the thread {@code training}: {@link studio.kintsugi.service.training.TrainingJobs} does what
 * the commands {@code train} and {@code prune} ask for, and under {@link
 * studio.kintsugi.service.training.TrainingService}, which makes a model out of another for the window, either by
 * pairs of pictures or by pruning, and puts it into the library. A job that is cancelled stops after the step that is
 * being done and keeps what was learnt where that is of use. What a training does in detail is said in {@code
 * studio.kintsugi.training}.
 */
package studio.kintsugi.service.training;
