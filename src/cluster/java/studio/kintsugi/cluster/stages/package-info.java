/**
 * What a run does, in its order: {@link studio.kintsugi.cluster.stages.Listing} writes the names of all pictures to
 * files, {@link studio.kintsugi.cluster.stages.Planning} finds out what is missing and groups it,
 * {@link studio.kintsugi.cluster.stages.GroupTask} works on one group and keeps a
 * {@link studio.kintsugi.cluster.stages.Journal}, and {@link studio.kintsugi.cluster.stages.Publishing} makes the
 * manifest from plans and journals. Only the listing runs in the driver; the others run on executors, any number of
 * times, and hand nothing back but counts.
 */
package studio.kintsugi.cluster.stages;
