package studio.kintsugi.imaging.metadata;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import studio.kintsugi.imaging.Metadata;

/**
 * What a camera wrote down about a photo, as far as it did.
 *
 * @param camera maker and model
 * @param lens its name
 * @param exposure seconds
 * @param aperture as the number after f/
 * @param sensitivity ISO
 * @param focalLength millimetres
 * @param taken in the camera's own time
 */
public record CameraFacts(Optional<String> camera, Optional<String> lens, OptionalDouble exposure,
        OptionalDouble aperture, OptionalDouble sensitivity, OptionalDouble focalLength,
        Optional<LocalDateTime> taken) {
    private static final DateTimeFormatter EXIF_TIME = DateTimeFormatter.ofPattern("yyyy:MM:dd HH:mm:ss", Locale.ROOT);

    /** Reads them from EXIF; fields that are damaged count as missing. */
    public static CameraFacts of(Metadata metadata) {
        com.drew.metadata.Metadata read = new com.drew.metadata.Metadata();
        metadata.exif().ifPresent(exif -> new ExifReader().extract(new ByteArrayReader(exif), read));
        Optional<? extends Directory> first = Optional.ofNullable(read.getFirstDirectoryOfType(
                ExifIFD0Directory.class));
        Optional<? extends Directory> photo = Optional.ofNullable(read.getFirstDirectoryOfType(
                ExifSubIFDDirectory.class));
        return new CameraFacts(camera(text(first, ExifIFD0Directory.TAG_MAKE), text(first,
                ExifIFD0Directory.TAG_MODEL)), text(photo, ExifSubIFDDirectory.TAG_LENS_MODEL),
                number(photo, ExifSubIFDDirectory.TAG_EXPOSURE_TIME), number(photo, ExifSubIFDDirectory.TAG_FNUMBER),
                number(photo, ExifSubIFDDirectory.TAG_ISO_EQUIVALENT),
                number(photo, ExifSubIFDDirectory.TAG_FOCAL_LENGTH),
                text(photo, ExifSubIFDDirectory.TAG_DATETIME_ORIGINAL).flatMap(CameraFacts::time));
    }

    /** Many models repeat their maker. */
    private static Optional<String> camera(Optional<String> maker, Optional<String> model) {
        if (maker.isEmpty() || model.isEmpty()) {
            return model.or(() -> maker);
        }
        String brand = maker.get().split(" ")[0].toLowerCase(Locale.ROOT);
        return Optional.of(model.get().toLowerCase(Locale.ROOT).startsWith(brand) ? model.get()
                : maker.get() + " " + model.get());
    }

    private static Optional<String> text(Optional<? extends Directory> directory, int tag) {
        return directory.map(d -> d.getString(tag)).map(String::strip).filter(t -> !t.isEmpty());
    }

    private static OptionalDouble number(Optional<? extends Directory> directory, int tag) {
        Function<Directory, Double> read = d -> {
            Rational ratio = d.getRational(tag);
            return ratio != null ? Double.valueOf(ratio.doubleValue()) : d.getDoubleObject(tag);
        };
        Double value = directory.map(read).orElse(null);
        return value != null && value > 0 && Double.isFinite(value) ? OptionalDouble.of(value)
                : OptionalDouble.empty();
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, EXIF_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
