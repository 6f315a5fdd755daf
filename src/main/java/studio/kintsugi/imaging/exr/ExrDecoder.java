package studio.kintsugi.imaging.exr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.BitDepth;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.ColorTag;
import studio.kintsugi.imaging.Metadata;
import studio.kintsugi.imaging.Orientation;
import studio.kintsugi.imaging.PictureException;
import studio.kintsugi.imaging.PictureSize;
import studio.kintsugi.imaging.Region;
import studio.kintsugi.imaging.Resolution;
import studio.kintsugi.imaging.TextEntry;
import studio.kintsugi.imaging.color.PngColor;
import studio.kintsugi.imaging.decode.DecodeLimits;
import studio.kintsugi.imaging.decode.Decoded;
import studio.kintsugi.imaging.decode.RasterPlanes;

/**
 * Decodes OpenEXR: RGB or luminance, half or float, of the first part and layer that has them; placed in the display
 * window where both windows meet.
 */
public final class ExrDecoder {
    private static final byte[] LINEAR_BT_709 = {1, 8, 0, 1};
    private static final int LINEAR_GAMMA = 100_000;

    private final ExrFile exr;
    private final String name;
    private final List<String> notes = new ArrayList<>();
    private int part;
    private List<String> channels;
    private String layer;
    private boolean gray;
    private Region data;
    private Region shown;

    private ExrDecoder(ExrFile exr, String name) throws IOException, PictureException {
        this.exr = exr;
        this.name = name;
        choose();
        data = exr.dataWindow(part);
        Region display = exr.displayWindow(part);
        shown = display.intersect(data).isEmpty() ? data : display;
        DecodeLimits.check(name, data.width(), data.height(), 5 * Float.BYTES);
        DecodeLimits.check(name, shown.width(), shown.height(), 5 * Float.BYTES);
    }

    /** The size as shown. */
    public static PictureSize size(byte[] file, String name) throws IOException, PictureException {
        try (ExrFile exr = ExrFile.open(file, name)) {
            Region shown = new ExrDecoder(exr, name).shown;
            return new PictureSize(shown.width(), shown.height());
        }
    }

    /** Decodes a whole file. */
    public static Decoded decode(byte[] file, String name) throws IOException, PictureException {
        try (ExrFile exr = ExrFile.open(file, name)) {
            ExrDecoder decoder = new ExrDecoder(exr, name);
            exr.decode();
            return decoder.decoded();
        }
    }

    /** Finds the first part and layer that can be shown, the one without a name before all others. */
    private void choose() throws IOException, PictureException {
        for (part = 0; part < exr.parts(); part++) {
            channels = exr.channels(part);
            List<String> layers = channels.stream().map(c -> c.substring(0, c.lastIndexOf('.') + 1)).distinct()
                    .sorted((a, b) -> Boolean.compare(!a.isEmpty(), !b.isEmpty())).toList();
            for (String candidate : layers) {
                layer = candidate;
                boolean rgb = has("R") && has("G") && has("B");
                gray = !rgb && has("Y") && !has("RY");
                if (rgb || gray) {
                    if (layers.size() > 1 || exr.parts() > 1) {
                        notes.add("“" + name + "” holds several layers; only one is taken.");
                    }
                    return;
                }
            }
        }
        throw new PictureException(Sentence.of("“%s” was not opened: it has no red, green and blue and no luminance"
                + " alone, but %s; export it as RGB.", name, String.join(", ", channels)));
    }

    private boolean has(String channel) {
        return channels.contains(layer + channel);
    }

    private float[] plane(String channel) throws IOException {
        float[] plane = exr.plane(part, channels.indexOf(layer + channel));
        for (int i = 0; i < plane.length; i++) {
            plane[i] = RasterPlanes.finite(plane[i]);
        }
        return plane;
    }

    private Decoded decoded() throws IOException {
        float[][] planes;
        if (gray) {
            float[] y = plane("Y");
            planes = new float[][] {y, y, y};
        } else {
            planes = new float[][] {plane("R"), plane("G"), plane("B")};
        }
        float[] alpha = has("A") ? plane("A") : null;
        if (alpha != null) {
            divide(planes, alpha);
        }
        for (int c = 0; c < planes.length; c++) {
            planes[c] = c > 0 && gray ? planes[0] : placed(planes[c]);
        }
        if (alpha != null || !shown.intersect(data).equals(shown)) {
            float[] opacity = alpha;
            if (opacity == null) {
                opacity = new float[data.width() * data.height()];
                Arrays.fill(opacity, 1);
            }
            alpha = placed(opacity);
        }
        return new Decoded(shown.width(), shown.height(), planes, alpha, gray, BitDepth.FLOAT, profile(), metadata(),
                Orientation.NORMAL, notes);
    }

    /** A plane of the data window in the display window. */
    private float[] placed(float[] plane) {
        if (shown.equals(data)) {
            return plane;
        }
        float[] out = new float[Math.multiplyExact(shown.width(), shown.height())];
        Region both = shown.intersect(data);
        for (int y = both.y(); y < both.y() + both.height(); y++) {
            System.arraycopy(plane, (y - data.y()) * data.width() + both.x() - data.x(), out,
                    (y - shown.y()) * shown.width() + both.x() - shown.x(), both.width());
        }
        return out;
    }

    /** Colours are stored multiplied by their opacity; light without any opacity, as of flames, stays. */
    private void divide(float[][] planes, float[] alpha) {
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = Math.clamp(alpha[i], 0, 1);
            for (int c = 0; c < (gray ? 1 : planes.length) && alpha[i] > 0; c++) {
                planes[c][i] = RasterPlanes.finite(planes[c][i] / alpha[i]);
            }
        }
    }

    /** Linear, with the primaries that the file names, else BT.709's. */
    private ColorProfile profile() {
        ColorProfile plain = PngColor.profile(List.of(new ColorTag("cICP", LINEAR_BT_709)));
        Optional<ByteBuffer> places = exr.attribute(part, "chromaticities").filter(v -> v.remaining() >= 32);
        if (places.isEmpty()) {
            return plain;
        }
        ByteBuffer chromaticities = ByteBuffer.allocate(32);
        for (int i : new int[] {6, 7, 0, 1, 2, 3, 4, 5}) {
            chromaticities.putInt(Math.round(places.get().getFloat(i * Float.BYTES) * LINEAR_GAMMA));
        }
        ColorProfile named = PngColor.profile(List.of(
                new ColorTag("gAMA", ByteBuffer.allocate(4).putInt(LINEAR_GAMMA).array()),
                new ColorTag("cHRM", chromaticities.array())));
        if (named.icc().isEmpty()) {
            notes.add("“" + name + "” names primaries of no display; its colours are taken for those of BT.709.");
            return plain;
        }
        return named;
    }

    private Metadata metadata() {
        List<TextEntry> texts = new ArrayList<>();
        text("comments").ifPresent(t -> texts.add(new TextEntry(TextEntry.COMMENT, t)));
        text("owner").ifPresent(t -> texts.add(new TextEntry("Copyright", t)));
        float across = exr.attribute(part, "xDensity").filter(v -> v.remaining() >= 4).map(v -> v.getFloat(0))
                .orElse(0f);
        float down = across * exr.pixelAspect(part);
        boolean known = across > 0 && down > 0 && Float.isFinite(down);
        return Metadata.NONE.withTexts(texts).withResolution(known ? new Resolution(across, down) : null);
    }

    private Optional<String> text(String attribute) {
        return exr.attribute(part, attribute).map(v -> StandardCharsets.UTF_8.decode(v).toString().strip())
                .filter(t -> !t.isEmpty());
    }
}
