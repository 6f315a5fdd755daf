/**
 * The queue of jobs as a list that can be opened: {@link studio.kintsugi.ui.queue.JobQueue} knows what waits, runs and
 * has ended, {@link studio.kintsugi.ui.queue.QueuePanel} shows it, {@link studio.kintsugi.ui.queue.DesktopNote} tells
 * of long jobs whose window is not in front.
 */
package studio.kintsugi.ui.queue;
