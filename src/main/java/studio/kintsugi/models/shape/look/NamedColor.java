package studio.kintsugi.models.shape.look;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** Colours that prompts name. */
public enum NamedColor {
    RED(0xD0201C), ORANGE(0xF28118), YELLOW(0xF4D21F), GREEN(0x2F9A3A), TURQUOISE(0x2CC5BC), BLUE(0x2450CC),
    PURPLE(0x7D2FA6), PINK(0xF48FB8), BROWN(0x7A4A24), BLACK(0x202022), WHITE(0xF2F2F0),
    GRAY("grey", 0x8A8A8C), BEIGE(0xDDC59C);

    private final String word;
    private final int rgb;

    NamedColor(int rgb) {
        this(null, rgb);
    }

    /**
     * @param word in captions, models' vocabularies and the file of kinds; null for the constant's own name
     */
    NamedColor(String word, int rgb) {
        this.word = word == null ? name().toLowerCase(Locale.ROOT) : word;
        this.rgb = rgb;
    }

    public String word() {
        return word;
    }

    public int rgb() {
        return rgb;
    }

    /** A shade that still goes by the name: 0–1 each. */
    public float[] shade(SplittableRandom random) {
        double lightness = random.nextDouble(0.88, 1.1);
        float[] out = new float[3];
        for (int c = 0; c < 3; c++) {
            double v = (rgb >> 16 - 8 * c & 255) / 255.0;
            out[c] = (float) Math.clamp(v * lightness + random.nextDouble(-0.05, 0.05), 0, 1);
        }
        return out;
    }

    /**
     * @throws IllegalArgumentException where no colour has that name
     */
    public static NamedColor of(String word) {
        return Arrays.stream(values()).filter(c -> c.word.equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no colour is named " + word));
    }
}
