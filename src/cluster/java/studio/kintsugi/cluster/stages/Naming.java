package studio.kintsugi.cluster.stages;

import java.time.ZoneId;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.PairFunction;
import scala.Tuple2;
import studio.kintsugi.cluster.records.Found;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.records.Source;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.service.batch.plan.ResultNames;

/** Gives each picture of the listing the name of its result, the same as on a desktop; lines by those names. */
public final class Naming implements PairFunction<Tuple2<String, Long>, String, String> {
    private static final long serialVersionUID = 1L;

    private final RunSpec spec;
    private final long pictures;
    private transient ResultNames names;

    private Naming(RunSpec spec, long pictures) {
        this.spec = spec;
        this.pictures = pictures;
    }

    /**
     * Names all pictures.
     *
     * @param listing its lines
     * @param pictures how many there are
     */
    public static JavaPairRDD<String, String> all(JavaRDD<String> listing, RunSpec spec, long pictures) {
        JavaPairRDD<String, Long> numbered = spec.names().pattern().isNumbered()
                ? listing.sortBy(line -> found(line).order(), true, listing.getNumPartitions()).zipWithIndex()
                : listing.mapToPair(line -> new Tuple2<>(line, 0L));
        return numbered.mapToPair(new Naming(spec, pictures));
    }

    @Override
    public Tuple2<String, String> call(Tuple2<String, Long> line) {
        if (names == null) {
            names = spec.names();
        }
        Found found = found(line._1());
        Source source = found.called(names.name(found.named(line._2() + 1, ZoneId.of(spec.zone())), pictures));
        return new Tuple2<>(source.name(), JsonLines.line(source));
    }

    private static Found found(String line) {
        return JsonLines.parse(line, Found.class).orElseThrow();
    }
}
