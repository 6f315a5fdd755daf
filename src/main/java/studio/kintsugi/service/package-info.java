/**
 * The inference service layer: steps become jobs, jobs run on one worker thread per device.
 *
 * <p>{@link studio.kintsugi.service.LocalInferenceService} owns the worker, a thread named {@code inference}, and
 * every tensor lives and dies on it. Its callers are the JavaFX thread and the command line's main thread; they hold
 * {@link studio.kintsugi.service.Job}s, which are thread-safe. Listeners are called on the worker: a window hands over
 * to its own thread and drops what comes from a job whose {@link studio.kintsugi.service.Job#sequence()} is not the
 * one it waits for, so that a stale preview cannot land. {@link studio.kintsugi.service.Job#cancel()} sets a flag
 * that is looked at before each tile.
 *
 * <p>{@link studio.kintsugi.service.TilePlan} divides a picture, nearest to the user's view first, and {@link
 * studio.kintsugi.service.TiledRun} takes a network over the tiles. Each tile is seen with enough context that
 * neighbours agree, and only its core is kept; networks that pool over all they see are calibrated once per picture.
 */
package studio.kintsugi.service;
