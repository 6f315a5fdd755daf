package studio.kintsugi.ui.information;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.edit.Step;
import studio.kintsugi.imaging.PictureInfo;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.metadata.CameraFacts;
import studio.kintsugi.imaging.metadata.ProfileName;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.tools.Tool;

/**
 * What is known about a picture apart from its pixels.
 *
 * @param file where it was opened from
 * @param bytes size of the file; 0 where there is none
 * @param camera what the camera wrote down
 * @param bounds of the picture as it was opened
 * @param info what it carries
 * @param profile name of the embedded colour profile; empty for sRGB
 */
record FileFacts(Path file, long bytes, Region bounds, PictureInfo info, CameraFacts camera,
        Optional<String> profile) {
    private static final double LONG_EXPOSURE = 0.3;

    /** A line: key of its heading, and what stands beside it in the language of now. */
    record Line(String heading, String value) {}

    /** Reads them; slow. */
    static FileFacts of(Path file, Region bounds, PictureInfo info) {
        long bytes;
        try {
            bytes = Files.size(file);
        } catch (IOException e) {
            // pasted, made, or gone by now
            bytes = 0;
        }
        return new FileFacts(file, bytes, bounds, info, CameraFacts.of(info.metadata()),
                ProfileName.of(info.profile()));
    }

    /** The lines that there is something to say in. */
    List<Line> lines() {
        List<Line> out = new ArrayList<>();
        out.add(new Line("information.file", file.getFileName().toString()));
        add(out, "information.folder", Optional.ofNullable(file.toAbsolutePath().getParent()).map(Path::toString));
        add(out, "information.bytes", Optional.of(Quantities.size(bytes)));
        out.add(new Line("information.size", Texts.of("information.pixels", bounds.width(), bounds.height(),
                bounds.area() / 1e6)));
        out.add(new Line("information.depth", Texts.of(info.gray() ? "information.bits.gray" : "information.bits",
                info.depth().bits())));
        boolean embedded = info.profile().icc().isPresent();
        out.add(new Line("information.profile", profile.orElseGet(() -> Texts.of(embedded ? "information.profile.own"
                : "information.profile.srgb"))));
        add(out, "information.camera", camera.camera());
        add(out, "information.lens", camera.lens());
        add(out, "information.exposure", exposure());
        add(out, "information.taken", camera.taken().map(t -> DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM)
                .withLocale(Texts.locale()).format(t)));
        return out;
    }

    private static void add(List<Line> lines, String heading, Optional<String> value) {
        value.filter(v -> !v.isEmpty()).ifPresent(v -> lines.add(new Line(heading, v)));
    }

    /** As {@code 1/250 s · f/2.8 · ISO 400 · 35 mm}. */
    private Optional<String> exposure() {
        List<String> parts = new ArrayList<>();
        camera.exposure().ifPresent(s -> parts.add(s < LONG_EXPOSURE ? Texts.of("exposure.fraction", Math.round(1 / s))
                : Texts.of("exposure.seconds", s)));
        camera.aperture().ifPresent(f -> parts.add(Texts.of("exposure.aperture", f)));
        camera.sensitivity().ifPresent(iso -> parts.add(Texts.of("exposure.iso", iso)));
        camera.focalLength().ifPresent(mm -> parts.add(Texts.of("exposure.focal", mm)));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", parts));
    }

    /** A step in words, as {@code Denoise, 80 %}. */
    static String step(Step step) {
        String name = Tool.title(step.tool());
        return step.strength() < 1 ? Texts.of("information.step", name, Math.round(100 * step.strength())) : name;
    }
}
