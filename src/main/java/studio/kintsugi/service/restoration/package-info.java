/**
 * Restoring and enlarging pictures: {@link studio.kintsugi.service.restoration.InferenceService} takes a picture and a
 * step of a recipe and gives a job whose result is the picture at full strength.
 *
 * <p>{@link studio.kintsugi.service.restoration.LocalInferenceService} does the jobs one after another on the thread
 * {@code inference}, which alone loads and closes the network and its native memory. {@code TiledRun} takes the network
 * over the picture tile by tile, what the user looks at first, and asks between two tiles whether to stop; several
 * tiles at once, where memory allows. What a
 * network must know of the picture as a whole it learns beforehand from a few regions ({@code CalibrationRegions}). A
 * preview ends when the visible tiles are done, and uses a faster variant of the model where one is installed. {@code
 * ExpectedTime} estimates how long a picture will take; {@link studio.kintsugi.service.restoration.Blend} applies a
 * strength afterwards.
 */
package studio.kintsugi.service.restoration;
