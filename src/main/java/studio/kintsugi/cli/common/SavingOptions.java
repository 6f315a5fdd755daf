package studio.kintsugi.cli.common;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.PictureFormat;
import studio.kintsugi.imaging.WriteOptions;
import studio.kintsugi.service.batch.plan.NamePattern;

/** How results are called and saved, here and on a cluster. */
public final class SavingOptions implements Serializable {
    private static final long serialVersionUID = 1L;

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "jpeg, png, tiff or webp (default: the picture's own, PNG where that can't be written)")
    private String format;

    @Option(names = "--quality", paramLabel = "0..100", description = "of JPEG and WebP (default: 95)")
    private Double quality;

    @Option(names = "--bits", paramLabel = "8|16", description = "bits of a sample (default: the picture's own)")
    private Integer bits;

    @Option(names = "--name", paramLabel = "PATTERN",
            description = "how results are named, with {stem}, {ext}, {tool}, {folder}, {n} and {date} (default:"
                    + " {stem}{ext})")
    private String name;

    /** Whether names are asked for. */
    boolean isNamed() {
        return name != null;
    }

    /**
     * How results are named.
     *
     * @throws KintsugiException where that makes no names
     */
    public NamePattern names() throws KintsugiException {
        return name == null ? NamePattern.SAME : NamePattern.parse(name);
    }

    /**
     * The format of all results; empty for each picture's own.
     *
     * @throws UsageException where there is none such, or it can't be written
     */
    public Optional<PictureFormat> format() throws UsageException {
        if (format == null) {
            return Optional.empty();
        }
        return Optional.of(PictureFormat.ofName("." + format).filter(PictureFormat::isWritable).orElseThrow(
                () -> new UsageException("--format takes jpeg, png, tiff or webp.")));
    }

    /**
     * How results are saved.
     *
     * @throws UsageException where a number is out of range, or the format can't have so many bits
     */
    public WriteOptions saving() throws UsageException {
        WriteOptions options = WriteOptions.DEFAULT;
        if (quality != null) {
            if (!(quality >= 0 && quality <= 100)) {
                throw new UsageException("--quality takes a number from 0 to 100.");
            }
            options = options.withQuality((float) (quality / 100));
        }
        if (bits != null) {
            options = options.withDepth(Arrays.stream(BitDepth.values()).filter(d -> d.bits() == bits).findFirst()
                    .orElseThrow(() -> new UsageException("--bits takes 8 or 16, or 32 for TIFF.")));
            Optional<PictureFormat> asked = format();
            int most = asked.flatMap(PictureFormat::deepest).orElse(BitDepth.FLOAT).bits();
            if (bits > most) {
                throw new UsageException(asked.get().title() + " has at most " + most
                        + " bits: leave out --bits, or choose another format.");
            }
        }
        return options;
    }
}
