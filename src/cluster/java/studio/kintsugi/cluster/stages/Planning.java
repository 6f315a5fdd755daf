package studio.kintsugi.cluster.stages;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import scala.Tuple2;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.records.PartSummary;
import studio.kintsugi.cluster.records.Planned;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.records.Source;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Placement;
import studio.kintsugi.cluster.storage.Storage;

/**
 * Makes one part of the plan: compares what was listed with what earlier runs wrote down and with the results that
 * stand there, and groups what is left to do. Attempts at the same part agree on the file of whoever was first.
 */
public final class Planning implements Function2<Integer,
        Iterator<Tuple2<String, Tuple2<Iterable<String>, Iterable<String>>>>, Iterator<PartSummary>> {
    private static final long serialVersionUID = 1L;
    /** A few seconds to a minute of work for most networks on a few processor cores. */
    private static final long GROUP_PIXELS = 8_000_000;

    private final RunSpec spec;
    private final int mostPictures;

    /**
     * @param mostPictures in a group
     */
    public Planning(RunSpec spec, int mostPictures) {
        this.spec = spec;
        this.mostPictures = mostPictures;
    }

    /** @param pictures by the names of their results: lines of the listing and lines of entries */
    @Override
    public Iterator<PartSummary> call(Integer part,
            Iterator<Tuple2<String, Tuple2<Iterable<String>, Iterable<String>>>> pictures) throws IOException {
        OutputFolder output = new OutputFolder(spec.output(), spec.run());
        Path place = output.plan(part);
        Path temporary = output.temporary("plan-" + part + "-" + TaskContext.get().taskAttemptId());
        List<Planned> open = new ArrayList<>();
        try (Writer plan = JsonLines.create(temporary)) {
            while (pictures.hasNext()) {
                Tuple2<Iterable<String>, Iterable<String>> found = pictures.next()._2();
                for (Planned planned : planned(output, found._1(), found._2())) {
                    if (planned.known() == null) {
                        open.add(planned);
                    } else {
                        write(plan, planned);
                    }
                }
            }
            List<List<Planned>> groups = groups(open);
            for (int i = 0; i < groups.size(); i++) {
                for (Planned planned : groups.get(i)) {
                    write(plan, planned.inGroup(i));
                }
            }
        }
        new Placement(temporary, place).appearRenamed();
        return List.of(summary(place, part)).iterator();
    }

    private List<List<Planned>> groups(List<Planned> open) throws IOException {
        record Costed(Planned planned, long cost) {}
        try (Scratch scratch = Scratch.open()) {
            List<Costed> costed = new ArrayList<>();
            for (Planned planned : open) {
                costed.add(new Costed(planned, PictureCost.of(planned.source(), scratch)));
            }
            return Balance.groups(costed, Costed::cost, GROUP_PIXELS, mostPictures).stream()
                    .map(group -> group.stream().map(Costed::planned).toList()).toList();
        }
    }

    private static void write(Writer plan, Planned planned) throws IOException {
        plan.write(JsonLines.line(planned));
        plan.write('\n');
    }

    private List<Planned> planned(OutputFolder output, Iterable<String> listed, Iterable<String> lines)
            throws IOException {
        List<Source> sources = new ArrayList<>();
        listed.forEach(line -> JsonLines.parse(line, Source.class).ifPresent(sources::add));
        sources.sort(Comparator.comparing(Source::path));
        Optional<Entry> earlier = Trail.last(lines);
        if (sources.isEmpty()) {
            return earlier.map(entry -> List.of(Planned.known(null, entry))).orElse(List.of());
        }
        List<Planned> planned = new ArrayList<>();
        planned.add(planned(output, sources.getFirst(), earlier));
        for (Source other : sources.subList(1, sources.size())) {
            planned.add(Planned.known(other, Entry.started(other, spec.run(), spec.work(), Host.name())
                    .failed("Its result would have the name of another picture's, " + sources.getFirst().path()
                            + ": give their folders to runs of their own.")));
        }
        return planned;
    }

    private Planned planned(OutputFolder output, Source source, Optional<Entry> earlier) throws IOException {
        long stands = Planned.NONE;
        try {
            Path result = output.result(source.name());
            FileStatus status = Storage.of(result).getFileStatus(result);
            if (earlier.isPresent() && earlier.get().holdsFor(source, spec.work())
                    && earlier.get().resultBytes() == status.getLen()) {
                return Planned.known(source, earlier.get());
            }
            stands = status.getModificationTime();
        } catch (FileNotFoundException e) {
            // the first time
        }
        return new Planned(source, Planned.NONE, null, stands);
    }

    private static PartSummary summary(Path plan, int part) throws IOException {
        int[] groups = {0};
        long[] pictures = {0};
        JsonLines.read(plan, line -> {
            int group = JsonLines.parse(line, Planned.class).orElseThrow().group();
            groups[0] = Math.max(groups[0], group + 1);
            pictures[0] += group == Planned.NONE ? 0 : 1;
        });
        return new PartSummary(part, groups[0], pictures[0]);
    }
}
