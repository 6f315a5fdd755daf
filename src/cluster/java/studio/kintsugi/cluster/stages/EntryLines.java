package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import scala.Tuple2;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.storage.JsonLines;

/** What earlier runs wrote down, by the names of the results: a part of a manifest, or a folder of journals. */
public final class EntryLines implements PairFlatMapFunction<String, String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public Iterator<Tuple2<String, String>> call(String path) throws IOException {
        List<Tuple2<String, String>> pairs = new ArrayList<>();
        for (Path file : Trail.files(new Path(path))) {
            JsonLines.read(file, line -> JsonLines.parse(line, Entry.class)
                    .ifPresent(e -> pairs.add(new Tuple2<>(e.name(), line))));
        }
        return pairs.iterator();
    }
}
