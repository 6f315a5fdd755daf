package studio.kintsugi.service.job;

/**
 * How far a job is.
 *
 * @param <P> what the work reports beside the fraction
 * @param fraction of the present phase that is done, 0–1
 * @param secondsLeft of the present phase, estimated from the time since it began without pauses; NaN as long as
 *     there is too little to estimate from
 * @param detail as the work reported it
 */
public record Progress<P>(double fraction, double secondsLeft, P detail) {}
