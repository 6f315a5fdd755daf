package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.records.Source;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.OutputFolder;

/** The lines of one file of the listing, by the names of the results. */
public final class ListingLines implements PairFlatMapFunction<Integer, String, String> {
    private static final long serialVersionUID = 1L;

    private final RunSpec spec;

    public ListingLines(RunSpec spec) {
        this.spec = spec;
    }

    @Override
    public Iterator<Tuple2<String, String>> call(Integer chunk) throws IOException {
        List<Tuple2<String, String>> pairs = new ArrayList<>();
        JsonLines.read(new OutputFolder(spec.output(), spec.run()).listing(chunk), line ->
                JsonLines.parse(line, Source.class).ifPresent(s -> pairs.add(new Tuple2<>(s.name(), line))));
        return pairs.iterator();
    }
}
