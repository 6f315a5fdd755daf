package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.OutputFolder;

/** The lines of one file of the listing. */
public final class ListingLines implements FlatMapFunction<Integer, String> {
    private static final long serialVersionUID = 1L;

    private final RunSpec spec;

    public ListingLines(RunSpec spec) {
        this.spec = spec;
    }

    @Override
    public Iterator<String> call(Integer chunk) throws IOException {
        List<String> lines = new ArrayList<>();
        JsonLines.read(new OutputFolder(spec.output(), spec.run()).listing(chunk), lines::add);
        return lines.iterator();
    }
}
