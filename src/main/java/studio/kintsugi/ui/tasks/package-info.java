/** Slow things done off the JavaFX thread, and what a user is told where they fail. */
package studio.kintsugi.ui.tasks;
