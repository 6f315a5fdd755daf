/**
 * What the program can do, for the window and the command line alike: each service is a use case, takes requests and
 * answers with a {@link studio.kintsugi.service.job.Job}. This package holds nothing itself.
 *
 * <p><b>Which thread runs what.</b> Each service has a lane of its own in {@link studio.kintsugi.service.job}, with one
 * thread: {@code inference} restores and enlarges pictures, {@code colorize} colours sketches, {@code dream} optimises
 * fields, {@code training} makes models. They run beside one another, so that a picture can be restored while a dream
 * goes on; within a lane, one job follows the other. Files are read and written, and models imported and downloaded, on
 * lanes that the window opens with a few threads. A service's networks and their native memory are opened, used and
 * closed on its lane's thread alone. PyTorch is loaded once a process, by whichever lane needs it first ({@link
 * studio.kintsugi.compute.ComputeDevice}).
 *
 * <p><b>How a preview is cancelled.</b> The work asks between two tiles or stages whether it should stop, which takes
 * less than half a second; a job that waits for its turn never starts.
 *
 * <p><b>Why a stale result cannot land.</b> Whatever is asked for anew while an answer is under way discards the older
 * job first. A discarded job calls no listener, and calls that were already on their way to the screen's thread are
 * dropped there; {@link studio.kintsugi.service.job} tells how.
 */
package studio.kintsugi.service;
