package studio.kintsugi.service.session;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.edit.History;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.PictureInfo;

/**
 * What is known of an open picture beside its pixels; one line of JSON.
 *
 * @param version of the JSON form
 * @param original the file it came from; a suggested one for a picture that was made here
 * @param made whether it was made here and has no file
 * @param history all steps, those that are switched off among them
 * @param savedTo where it was saved last, or null
 * @param savedSteps the steps it was saved with
 * @param depth bits of a sample of the original
 * @param gray whether the original had one color channel
 */
public record WorkState(int version, String original, boolean made, History history, String savedTo,
        List<Step> savedSteps, BitDepth depth, boolean gray) {
    private static final int VERSION = 1;
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** Of the current version. */
    public WorkState(Path original, boolean made, History history, Optional<Path> savedTo, List<Step> savedSteps,
            PictureInfo info) {
        this(VERSION, original.toAbsolutePath().toString(), made, history,
                savedTo.map(f -> f.toAbsolutePath().toString()).orElse(null), List.copyOf(savedSteps), info.depth(),
                info.gray());
    }

    /** Whether there is work that is in no file. */
    public boolean isUnsaved() {
        List<Step> steps = history.steps();
        return made && savedTo == null || !steps.isEmpty() && !steps.equals(savedSteps);
    }

    /** The file it came from. */
    public Path file() {
        return Path.of(original);
    }

    String toJson() {
        return GSON.toJson(this);
    }

    /** Parses a state; empty where the text is none or of a later version. */
    static Optional<WorkState> parse(String json) {
        try {
            return Optional.ofNullable(GSON.fromJson(json, WorkState.class))
                    .filter(s -> s.version() == VERSION && s.original() != null && s.history() != null
                            && s.savedSteps() != null && s.depth() != null);
        } catch (RuntimeException e) {
            // JSON that lacks what a state must have fails in Gson or in a record, each in its own way
            return Optional.empty();
        }
    }
}
