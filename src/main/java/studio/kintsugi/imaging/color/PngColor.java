package studio.kintsugi.imaging.color;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.imaging.ColorProfile;
import studio.kintsugi.imaging.ColorTag;

/**
 * The colour space that a PNG file describes with gAMA, cHRM and cICP (PNG, third edition, 11.3.2; the code points of
 * cICP are those of ITU-T H.273).
 */
public final class PngColor {
    private static final double SCALE = 100_000;
    private static final double SRGB_GAMMA = 0.45455;

    private PngColor() {}

    /**
     * The profile that the fields describe; sRGB where there are none, or where they say the same within their steps.
     */
    public static ColorProfile profile(List<ColorTag> tags) {
        try {
            Optional<byte[]> cicp = body(tags, "cICP", 4);
            return cicp.isPresent() ? ofCodePoints(tags, cicp.get()) : ofGamma(tags);
        } catch (IllegalArgumentException impossible) {
            return ColorProfile.SRGB;
        }
    }

    private static Optional<byte[]> body(List<ColorTag> tags, String name, int length) {
        return tags.stream().filter(t -> t.name().equals(name) && t.body().length == length).map(ColorTag::body)
                .findFirst();
    }

    private static ColorProfile ofGamma(List<ColorTag> tags) {
        double gamma = body(tags, "gAMA", 4).map(b -> ByteBuffer.wrap(b).getInt() / SCALE).orElse(0.0);
        double[] places = body(tags, "cHRM", 32).map(PngColor::places).orElse(null);
        boolean plainGamma = !(gamma > 0) || Math.abs(gamma - SRGB_GAMMA) < 0.001;
        if (plainGamma && (places == null || near(places))) {
            return ColorProfile.SRGB;
        }
        byte[] curve = gamma > 0 && !plainGamma ? IccBuilder.power(1 / gamma)
                : gamma > 0 ? IccBuilder.power(2.2) : IccBuilder.table(PngColor::srgb);
        return profile(tags, places == null ? IccBuilder.BT_709 : places, curve);
    }

    private static ColorProfile ofCodePoints(List<ColorTag> tags, byte[] cicp) {
        double[] places = switch (cicp[0]) {
            case 9 -> IccBuilder.BT_2020;
            case 12 -> IccBuilder.DISPLAY_P3;
            default -> IccBuilder.BT_709;
        };
        if (cicp[0] == 1 && cicp[1] == 13) {
            return ColorProfile.SRGB;
        }
        byte[] curve = switch (cicp[1]) {
            case 4 -> IccBuilder.power(2.2);
            case 5 -> IccBuilder.power(2.8);
            case 8 -> IccBuilder.power(1);
            case 1, 6, 14, 15 -> IccBuilder.table(v -> v < 0.081 ? v / 4.5 : Math.pow((v + 0.099) / 1.099, 1 / 0.45));
            case 16 -> IccBuilder.table(PngColor::perceptualQuantizer);
            case 18 -> IccBuilder.table(PngColor::hybridLogGamma);
            default -> IccBuilder.table(PngColor::srgb);
        };
        return profile(tags, places, curve);
    }

    private static ColorProfile profile(List<ColorTag> tags, double[] places, byte[] curve) {
        byte[] icc = IccBuilder.rgb(places, curve);
        return Icc.is(icc, Icc.RGB) ? ColorProfile.ofTags(tags, icc, IccBuilder.gray(curve)) : ColorProfile.SRGB;
    }

    private static double[] places(byte[] body) {
        ByteBuffer in = ByteBuffer.wrap(body);
        double[] places = new double[8];
        for (int i = 0; i < places.length; i++) {
            places[i] = in.getInt() / SCALE;
        }
        return places;
    }

    private static boolean near(double[] places) {
        for (int i = 0; i < places.length; i++) {
            if (Math.abs(places[i] - IccBuilder.BT_709[i]) > 0.001) {
                return false;
            }
        }
        return true;
    }

    private static double srgb(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    /** SMPTE ST 2084; 1 is 10,000 cd/m². */
    private static double perceptualQuantizer(double v) {
        double p = Math.pow(v, 32 / 2523.0);
        return Math.pow(Math.max(0, p - 0.8359375) / (18.8515625 - 18.6875 * p), 8192 / 1305.0);
    }

    /** ITU-R BT.2100's inverse OETF. */
    private static double hybridLogGamma(double v) {
        return v <= 0.5 ? v * v / 3 : (Math.exp((v - 0.55991073) / 0.17883277) + 0.28466892) / 12;
    }
}
