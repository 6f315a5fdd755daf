package studio.kintsugi.models.shape.look;

import java.util.Locale;

/** What a surface is made of or marked with, as a factor on its colour that depends on the place on the thing. */
public enum Material {
    PLAIN(0, 1, null) {
        @Override
        public float white(float x, float y, float z) {
            return 0;
        }
    },
    WOODEN(0, 1, NamedColor.BROWN) {
        @Override
        public float factor(float x, float y, float z) {
            return 0.82f + 0.22f * (float) Math.sin(26 * (x + 0.6f * z) + 2.5f * Math.sin(4 * y + 3 * x));
        }
    },
    METAL(0.9f, 1, NamedColor.GRAY),
    GOLDEN(0.8f, 1, NamedColor.YELLOW),
    STONE(0, 1, NamedColor.GRAY) {
        @Override
        public float factor(float x, float y, float z) {
            return 0.8f + 0.22f * mottle(x, y, z, 7) + 0.12f * (mottle(x, y, z, 17) - 0.5f);
        }
    },
    GLASS(0.8f, 0.45f, NamedColor.TURQUOISE),
    BRICK(0, 1, NamedColor.RED) {
        @Override
        public float factor(float x, float y, float z) {
            return 0.85f;
        }

        @Override
        public float white(float x, float y, float z) {
            float row = y * 5;
            float along = (x + z) * 2.4f + (((int) Math.floor(row) & 1) == 0 ? 0 : 0.5f);
            return row - Math.floor(row) < 0.2 || along - Math.floor(along) < 0.13 ? 0.65f : 0;
        }
    },
    STRIPED(0, 1, null) {
        @Override
        public float white(float x, float y, float z) {
            return ((int) Math.floor((y + 4) * 4.5f) & 1) == 0 ? 1 : 0;
        }
    },
    SPOTTED(0, 1, null) {
        @Override
        public float white(float x, float y, float z) {
            float u = x * 2.6f - (float) Math.rint(x * 2.6f);
            float v = y * 2.6f - (float) Math.rint(y * 2.6f);
            float w = z * 2.6f - (float) Math.rint(z * 2.6f);
            return u * u + v * v + w * w < 0.13f ? 1 : 0;
        }
    },
    CHECKERED(0, 1, null) {
        @Override
        public float white(float x, float y, float z) {
            int parity = (int) Math.floor((x + 4) * 3.3f) + (int) Math.floor((y + 4) * 3.3f)
                    + (int) Math.floor((z + 4) * 3.3f);
            return (parity & 1) == 0 ? 1 : 0;
        }
    };

    private final float gloss;
    private final float opacity;
    private final NamedColor usual;

    Material(float gloss, float opacity, NamedColor usual) {
        this.gloss = gloss;
        this.opacity = opacity;
        this.usual = usual;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Strength of highlights, 0–1. */
    public float gloss() {
        return gloss;
    }

    public float opacity() {
        return opacity;
    }

    /** The colour it has when none is said, or null for any. */
    public NamedColor usual() {
        return usual;
    }

    /** What the colour is multiplied with there. */
    public float factor(float x, float y, float z) {
        return 1;
    }

    /** Share of white there, 0–1. */
    public float white(float x, float y, float z) {
        return 0;
    }

    /** A number of 0–1 that changes smoothly from one corner of a grid to the next: value noise. */
    private static float mottle(float x, float y, float z, float fineness) {
        int i = (int) Math.floor(x * fineness);
        int j = (int) Math.floor(y * fineness);
        int k = (int) Math.floor(z * fineness);
        float u = x * fineness - i;
        float v = y * fineness - j;
        float w = z * fineness - k;
        float out = 0;
        for (int c = 0; c < 8; c++) {
            float weight = ((c & 1) == 0 ? 1 - u : u) * ((c & 2) == 0 ? 1 - v : v) * ((c & 4) == 0 ? 1 - w : w);
            out += weight * speck(i + (c & 1), j + (c >> 1 & 1), k + (c >> 2));
        }
        return out;
    }

    /** A number of 0–1 for each corner of a grid. */
    private static float speck(int i, int j, int k) {
        int h = i * 73856093 ^ j * 19349663 ^ k * 83492791;
        h = (h ^ h >>> 15) * 0x2C1B3C6D;
        return (h >>> 8 & 1023) / 1023f;
    }
}
