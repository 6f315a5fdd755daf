/**
 * An open picture: {@link studio.kintsugi.ui.picture.Document} is its history with undo, and {@link
 * studio.kintsugi.ui.picture.StepRunner} runs a tool's step on it, at most one at a time. For the JavaFX thread.
 */
package studio.kintsugi.ui.picture;
