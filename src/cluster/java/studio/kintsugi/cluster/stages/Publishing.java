package studio.kintsugi.cluster.stages;

import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import studio.kintsugi.cluster.records.Entry;
import studio.kintsugi.cluster.records.Outcome;
import studio.kintsugi.cluster.records.PartSummary;
import studio.kintsugi.cluster.records.Planned;
import studio.kintsugi.cluster.records.RunSpec;
import studio.kintsugi.cluster.storage.JsonLines;
import studio.kintsugi.cluster.storage.OutputFolder;
import studio.kintsugi.cluster.storage.Placement;

/** Makes one part of the manifest from that part of the plan and the journals of its groups: each picture once. */
public final class Publishing implements Function<PartSummary, Outcome> {
    private static final long serialVersionUID = 1L;

    private final RunSpec spec;
    private final String givenUp;

    /**
     * @param givenUp what is said of pictures that no attempt came to
     */
    public Publishing(RunSpec spec, String givenUp) {
        this.spec = spec;
        this.givenUp = givenUp;
    }

    @Override
    public Outcome call(PartSummary part) throws IOException {
        OutputFolder output = new OutputFolder(spec.output(), spec.run());
        Map<Integer, Trail> trails = new HashMap<>();
        Outcome[] outcome = {Outcome.NOTHING};
        Path temporary = output.temporary("manifest-" + part.part() + "-" + TaskContext.get().taskAttemptId());
        try (Writer manifest = JsonLines.create(temporary)) {
            JsonLines.read(output.plan(part.part()), line -> {
                Planned planned = JsonLines.parse(line, Planned.class).orElseThrow();
                Entry entry = planned.known();
                if (entry == null) {
                    Trail trail = trails.get(planned.group());
                    if (trail == null) {
                        // groups stand one after the other
                        trails.clear();
                        trail = Trail.of(output.journals(part.part(), planned.group()));
                        trails.put(planned.group(), trail);
                    }
                    entry = trail.end(planned.source().name()).orElseGet(() -> Entry.started(planned.source(),
                            spec.run(), spec.work(), Host.name()).failed(givenUp));
                }
                if (planned.source() != null) {
                    outcome[0] = outcome[0].plus(entry, spec.run());
                }
                manifest.write(JsonLines.line(entry));
                manifest.write('\n');
            });
        }
        Path place = output.manifestPart(part.part());
        new Placement(temporary, place).appearRenamed();
        return outcome[0];
    }
}
