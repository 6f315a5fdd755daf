package studio.kintsugi.training.objects;

import java.util.SplittableRandom;

/**
 * What is said of a picture.
 *
 * @param name of the thing
 * @param kind index of its kind
 * @param colour ordinal of a {@link NamedColour}, or −1 where none is said
 * @param material ordinal of a {@link Material}, 0 where none is said
 */
record Caption(String name, int kind, int colour, int material) {
    /** True words about a picture; now and then without its colour or its material. */
    static Caption of(ObjectPictures.Sample s, String nameOfKind, SplittableRandom random) {
        return new Caption(random.nextInt(4) == 0 ? nameOfKind : s.item().name(), s.item().kind(),
                random.nextInt(10) == 0 ? -1 : s.colour(), random.nextInt(10) == 0 ? 0 : s.material());
    }

    /** Another colour. */
    Caption recoloured(SplittableRandom random) {
        int n = NamedColour.values().length;
        return new Caption(name, kind, colour < 0 ? random.nextInt(n) : (colour + 1 + random.nextInt(n - 1)) % n,
                material);
    }

    Caption ofKind(String other, int otherKind) {
        return new Caption(other, otherKind, colour, material);
    }

    /** Whether it may be true of a picture, as far as is known of that. */
    boolean mayBeTrueOf(ObjectPictures.Sample s) {
        return kind == s.item().kind() && (colour < 0 || s.colour() < 0 || colour == s.colour())
                && (material == 0 || material == s.material());
    }

    String sentence() {
        return (colour < 0 ? "" : NamedColour.values()[colour].word() + " ")
                + (material == 0 ? "" : Material.values()[material].word() + " ") + name;
    }
}
