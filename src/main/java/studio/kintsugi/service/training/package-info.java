/**
 * Training for the window: {@link studio.kintsugi.service.training.TrainingService} makes a model out of another as a
 * job on the thread {@code training}, either by pairs of pictures or by pruning, and puts it into the library. A job
 * that is cancelled stops after the step that is being done and keeps what was learnt where that is of use. What a
 * training does in detail is said in {@code studio.kintsugi.training}.
 */
package studio.kintsugi.service.training;
