/**
 * The window: tools at the left, the compare view in the centre, the panel of the chosen tool at the right, the film
 * strip and the running job below. No tensor code stands here.
 *
 * <p>Everything in this package runs on the JavaFX thread but for what is handed to the one executor named {@code
 * pictures} (opening, saving, screen tiles) and to the inference service. Whatever comes back from either is handed
 * over with {@code Platform.runLater}; a job's regions are dropped unless the job is the one the document waits for.
 */
package studio.kintsugi.ui;
