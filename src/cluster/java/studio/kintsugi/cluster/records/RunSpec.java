package studio.kintsugi.cluster.records;

import java.io.Serializable;
import java.util.List;

/**
 * What a run does to each picture, as it travels to the executors.
 *
 * @param recipe its JSON, with the models that are used and the hashes of their weights
 * @param work hash of all that shapes a result
 * @param output root of the results, with its scheme
 * @param run id of the run
 * @param threads that networks may use in each executor
 * @param device auto, cpu or gpu
 * @param tile side of a tile in pixels, 0 to let the memory decide
 * @param models ids of the models that are not built in and lie below the output
 */
public record RunSpec(String recipe, String work, String output, String run, int threads, String device, int tile,
        List<String> models) implements Serializable {}
