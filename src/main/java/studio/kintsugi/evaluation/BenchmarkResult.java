package studio.kintsugi.evaluation;

import java.util.Map;

/** What a benchmark measured. */
public interface BenchmarkResult {
    /** Figures by the names that {@code kintsugi bench --json} prints; their units stand in the names. */
    Map<String, Object> figures();

    /** All of it in a sentence, for people. */
    String sentence();
}
