package studio.kintsugi.cluster.records;

import java.io.Serializable;
import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.cli.common.SavingOptions;
import studio.kintsugi.service.batch.plan.ResultNames;

/**
 * What a run does to each picture, as it travels to the executors.
 *
 * @param tool name of the recipe or preset, as it is found in names of results
 * @param recipe its JSON, with the models that are used and the hashes of their weights
 * @param saving how results are called and saved
 * @param zone that dates in names are in
 * @param work hash of all that shapes a result
 * @param output root of the results, with its scheme
 * @param run id of the run
 * @param threads that networks may use in each executor
 * @param device auto, cpu or gpu
 * @param tile side of a tile in pixels, 0 to let the memory decide
 * @param models ids of the models that are not built in and lie below the output
 */
public record RunSpec(String tool, String recipe, SavingOptions saving, String zone, String work, String output,
        String run, int threads, String device, int tile, List<String> models) implements Serializable {
    /** What results are called. */
    public ResultNames names() {
        try {
            return new ResultNames(saving.names(), saving.format(), tool);
        } catch (KintsugiException e) {
            throw new IllegalStateException("the driver has read these options", e);
        }
    }
}
