package studio.kintsugi.ui.picture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.edit.Geometry;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.Picture;
import studio.kintsugi.imaging.io.PictureReader;
import studio.kintsugi.service.restoration.Replay;
import studio.kintsugi.service.session.KeptWork;
import studio.kintsugi.service.session.WorkState;

/**
 * The pixels of a document that had let go of them, or of one from an earlier program: the picture as it was opened,
 * and the results of its first steps as far as they were kept.
 *
 * @param results by the steps up to each
 */
public record KeptPixels(Picture opened, Map<List<Step>, Edit> results) {
    /**
     * Reads them; not for the JavaFX thread.
     *
     * @throws KintsugiException where the picture as it was opened can't be had
     */
    public static KeptPixels read(WorkState state, Optional<KeptWork> kept) throws KintsugiException {
        PictureGarbage.collect();
        Picture opened = state.made() && kept.isPresent() ? kept.get().opened(state.depth(), state.gray())
                : PictureReader.read(state.file());
        Map<List<Step>, Edit> results = new LinkedHashMap<>();
        List<Step> steps = state.history().steps();
        Picture source = opened;
        for (int n = 1; n <= steps.size(); n++) {
            List<Step> prefix = List.copyOf(steps.subList(0, n));
            Optional<Edit> edit = edit(prefix, source, opened, kept);
            if (edit.isEmpty()) {
                break;
            }
            results.put(prefix, edit.get());
            source = n == steps.size() ? source : edit.get().result();
        }
        return new KeptPixels(opened, results);
    }

    private static Optional<Edit> edit(List<Step> steps, Picture source, Picture opened, Optional<KeptWork> kept) {
        Step step = steps.getLast();
        var placement = Replay.placement(step, opened.bounds(), steps);
        if (Geometry.is(step)) {
            Picture moved = Geometry.apply(step, source);
            return Optional.of(new Edit(source, moved, moved, step, placement));
        }
        return kept.flatMap(k -> k.result(steps, source.info()))
                .map(after -> new Edit(source, Replay.beside(source, after.bounds()), after, step, placement));
    }
}
