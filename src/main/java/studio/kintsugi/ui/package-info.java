/**
 * The window. {@link studio.kintsugi.ui.window.KintsugiWindow} holds it together: tools on the left, the compare view
 * in the middle ({@code ui.picture}), the chosen tool's panel on the right ({@code ui.tools}), film strip and jobs
 * below. Colorize and Dream bring workspaces of their own ({@code ui.colorize}, {@code ui.dream}), and {@code
 * ui.library} is the drawer of models. No tensor code stands here: what takes time is asked of {@code service}.
 *
 * <p><b>Threads.</b> Everything runs on the JavaFX thread except what is handed to a {@link
 * studio.kintsugi.ui.common.BackgroundTasks} ({@code files} opens and saves, {@code tiles} makes screen tiles, {@code
 * models} is the library's), to the viewport's drawing thread, or to a service. Results come back through {@code
 * Platform.runLater}; those of a job that is no longer wanted, and all that arrive after the window has closed, are
 * dropped.
 */
package studio.kintsugi.ui;
