package studio.kintsugi.training.picturetext;

import java.util.SplittableRandom;
import studio.kintsugi.models.shape.look.Material;
import studio.kintsugi.models.shape.look.NamedColor;

/**
 * What is said of a picture.
 *
 * @param name of the thing
 * @param kind index of its kind
 * @param color ordinal of a {@link NamedColor}, or −1 where none is said
 * @param material ordinal of a {@link Material}, 0 where none is said
 */
record Caption(String name, int kind, int color, int material) {
    /** True words about a picture; now and then without its colour or its material. */
    static Caption of(ObjectPictures.Sample s, String nameOfKind, SplittableRandom random) {
        return new Caption(random.nextInt(4) == 0 ? nameOfKind : s.item().name(), s.item().kind(),
                random.nextInt(10) == 0 ? -1 : s.color(), random.nextInt(10) == 0 ? 0 : s.material());
    }

    /** Another colour. */
    Caption recolored(SplittableRandom random) {
        int n = NamedColor.values().length;
        return new Caption(name, kind, color < 0 ? random.nextInt(n) : (color + 1 + random.nextInt(n - 1)) % n,
                material);
    }

    Caption ofKind(String other, int otherKind) {
        return new Caption(other, otherKind, color, material);
    }

    /** Whether it may be true of a picture, as far as is known of that. */
    boolean mayBeTrueOf(ObjectPictures.Sample s) {
        return kind == s.item().kind() && (color < 0 || s.color() < 0 || color == s.color())
                && (material == 0 || material == s.material());
    }

    String sentence() {
        return (color < 0 ? "" : NamedColor.values()[color].word() + " ")
                + (material == 0 ? "" : Material.values()[material].word() + " ") + name;
    }
}
