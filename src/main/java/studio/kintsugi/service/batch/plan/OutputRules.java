package studio.kintsugi.service.batch.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.PictureFormat;

/**
 * Where the results of a batch are to go.
 *
 * @param output a folder or the file of the only result
 * @param intoFolder whether {@code output} is a folder, though it may not be there yet
 * @param names of results in a folder
 * @param format of all results; empty for each picture's own
 * @param existing what becomes of results that are there already
 * @param tool what is done, for names
 * @param scale how much wider results are than pictures, to foresee their size
 * @param sideFiles the files that are written beside a result
 */
public record OutputRules(Path output, boolean intoFolder, NamePattern names, Optional<PictureFormat> format,
        ExistingFiles existing, String tool, int scale, SideFiles sideFiles) {
    /** Names the files that are written beside a result. */
    @FunctionalInterface
    public interface SideFiles {
        /** For results that stand alone. */
        SideFiles NONE = result -> List.of();

        /**
         * The files of a result.
         *
         * @throws KintsugiException where one of them, or the result, must not be written there
         */
        List<Path> beside(Path result) throws KintsugiException;
    }

    /** Results under the pictures' own names and in their formats, replaced where they are there. */
    public static OutputRules of(Path output, boolean intoFolder, String tool) {
        return new OutputRules(output, intoFolder, NamePattern.SAME, Optional.empty(), ExistingFiles.REPLACE, tool, 1,
                SideFiles.NONE);
    }
}
