package studio.kintsugi.training.picturetext;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import studio.kintsugi.models.clip.CompactClip;
import studio.kintsugi.models.clip.Vocabulary;
import studio.kintsugi.models.shape.drawn.Mesh;
import studio.kintsugi.models.shape.drawn.ObjectKind;
import studio.kintsugi.models.shape.look.Material;
import studio.kintsugi.models.shape.look.NamedColor;

/**
 * Things to be drawn, with what is kept out of training: some colours of each kind, and some furniture models whose
 * names other models bear too.
 */
final class ObjectPictures {
    /** Pairs of colour and kind that are never trained on. */
    static final int HELD_OUT_PAIRS = 680;

    private static final Pattern DULL =
            Pattern.compile(".*\\b(plug|socket|switch|rails?|crossing|slot|rj|male|female|intercom|detector)\\b.*");

    /**
     * A thing that can be drawn.
     *
     * @param name as it is called in captions
     * @param kind index among {@link #kinds()}
     * @param natural colours of its own; empty where only the model says
     * @param ownColor of the main part of a furniture model, 0xRRGGBB
     */
    record Item(String name, int kind, List<NamedColor> natural, Mesh mesh, int ownColor) {}

    /**
     * A picture and what is true of it.
     *
     * @param pixels (3, 64, 64), 0–1
     * @param color ordinal of {@link NamedColor}, or −1 where it has no name
     * @param material ordinal of {@link Material}
     */
    record Sample(float[] pixels, Item item, int color, int material) {}

    /** A colour and a kind of thing. */
    record Pair(int kind, NamedColor color) {}

    private final List<String> kinds = new ArrayList<>();
    private final List<Item> drawn = new ArrayList<>();
    private final List<Item> furniture = new ArrayList<>();
    private final List<Item> heldOutFurniture = new ArrayList<>();
    private final List<Pair> heldOutPairs;
    private final Set<Pair> heldOut;
    private final Vocabulary words;
    private final Scene scene = new Scene(CompactClip.SIDE);

    /**
     * @param models that are used besides those of {@code kinds.txt}
     * @param others whether the models that are otherwise kept out are used, and only these
     */
    ObjectPictures(List<ObjectKind> kindsOfFile, List<Furniture> models, boolean others) {
        Map<String, Integer> byName = new HashMap<>();
        Set<String> vocabulary = new TreeSet<>();
        for (ObjectKind k : kindsOfFile) {
            for (String name : k.names()) {
                byName.putIfAbsent(name, kinds.size());
                vocabulary.addAll(Vocabulary.of(name));
                k.meshes().forEach(m -> drawn.add(new Item(name, kinds.size(), k.natural(), m, 0)));
            }
            kinds.add(k.name());
        }
        addFurniture(models.stream().filter(m -> !DULL.matcher(m.name()).matches()).toList(), byName, others);
        furniture.forEach(f -> vocabulary.addAll(Vocabulary.of(f.name())));
        colors().forEach(vocabulary::add);
        materials().forEach(vocabulary::add);
        words = new Vocabulary(List.copyOf(vocabulary));
        heldOutPairs = heldOutPairs(kindsOfFile);
        heldOut = new HashSet<>(heldOutPairs);
    }

    private void addFurniture(List<Furniture> models, Map<String, Integer> byName, boolean others) {
        Map<String, List<Item>> sameName = new LinkedHashMap<>();
        for (Furniture f : models) {
            int kind = kindOf(f.name(), byName);
            if (kind < 0) {
                kind = kinds.size();
                kinds.add(f.name());
                byName.put(f.name(), kind);
            }
            sameName.computeIfAbsent(f.name(), n -> new ArrayList<>())
                    .add(new Item(f.name(), kind, List.of(), f.mesh(), f.color()));
        }
        for (List<Item> items : sameName.values()) {
            int last = items.size() - 1;
            List<Item> usual = last == 0 ? items : items.subList(0, last);
            List<Item> kept = last == 0 ? List.of() : items.subList(last, last + 1);
            furniture.addAll(others ? kept : usual);
            heldOutFurniture.addAll(others ? List.of() : kept);
        }
    }

    /** "Oak coffee table" is a coffee table: the longest end of the name that is known. */
    private static int kindOf(String name, Map<String, Integer> byName) {
        String rest = name;
        while (true) {
            Integer kind = byName.get(rest);
            if (kind != null) {
                return kind;
            }
            int space = rest.indexOf(' ');
            if (space < 0) {
                return -1;
            }
            rest = rest.substring(space + 1);
        }
    }

    /** The same pairs for each training, spread over the kinds by chance; no kind loses a colour of its own. */
    private static List<Pair> heldOutPairs(List<ObjectKind> kinds) {
        Map<Pair, Integer> ranks = new HashMap<>();
        for (int k = 0; k < kinds.size(); k++) {
            for (NamedColor c : NamedColor.values()) {
                if (!kinds.get(k).natural().contains(c)) {
                    int hash = (kinds.get(k).name() + "/" + c.word()).hashCode() * 0x9E3779B9;
                    ranks.put(new Pair(k, c), hash ^ hash >>> 15);
                }
            }
        }
        return ranks.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(HELD_OUT_PAIRS).map(Map.Entry::getKey).toList();
    }

    Vocabulary words() {
        return words;
    }

    /** Names of the kinds; the first are those of {@code kinds.txt}. */
    List<String> kinds() {
        return kinds;
    }

    List<String> kindsOfFile() {
        return new ArrayList<>(new LinkedHashSet<>(drawn.stream().map(i -> kinds.get(i.kind())).toList()));
    }

    static List<String> colors() {
        return Stream.of(NamedColor.values()).map(NamedColor::word).toList();
    }

    /** Materials that are named in captions. */
    static List<String> materials() {
        return Stream.of(Material.values()).filter(m -> m != Material.PLAIN).map(Material::word).toList();
    }

    int models() {
        return furniture.size();
    }

    List<Pair> heldOutPairs() {
        return heldOutPairs;
    }

    List<Item> heldOutFurniture() {
        return heldOutFurniture;
    }

    /**
     * How a thing looks.
     *
     * @param rgb of the main part, 0–1 each
     * @param color ordinal of {@link NamedColor}, or −1 where it has no name
     */
    record Appearance(float[] rgb, int color, Material material) {}

    /** A picture for training. Not for several threads at once. */
    Sample sample(SplittableRandom random) {
        Item item = item(random);
        Appearance look = appearance(item, random);
        return new Sample(scene.picture(item.mesh(), look.rgb(), look.material(), true, true, random), item,
                look.color(), look.material().ordinal());
    }

    private Item item(SplittableRandom random) {
        List<Item> from = !furniture.isEmpty() && random.nextInt(20) < 9 ? furniture : drawn;
        return from.get(random.nextInt(from.size()));
    }

    /** Colour and material for training: its own, or others. */
    Appearance appearance(Item item, SplittableRandom random) {
        int choice = random.nextInt(20);
        Material material = choice < 4 ? Material.values()[1 + random.nextInt(Material.values().length - 1)]
                : Material.PLAIN;
        boolean own = choice >= (item.natural().isEmpty() ? 11 : 17)
                || material.usual() != null && random.nextInt(2) == 0;
        NamedColor color;
        float[] rgb;
        if (own && material.usual() != null) {
            color = null;
            rgb = material.usual().shade(random);
        } else if (own && item.natural().isEmpty()) {
            color = null;
            rgb = ownColor(item);
        } else {
            color = own ? item.natural().get(random.nextInt(item.natural().size()))
                    : trainingColor(item.kind(), random);
            rgb = color.shade(random);
        }
        return new Appearance(rgb, color == null ? -1 : color.ordinal(), material);
    }

    private static float[] ownColor(Item item) {
        return new float[] {(item.ownColor() >> 16 & 255) / 255f, (item.ownColor() >> 8 & 255) / 255f,
            (item.ownColor() & 255) / 255f};
    }

    /** One shape for each name: of furniture that shares its name with others or with a kind drawn here, none. */
    List<Item> shapes() {
        Map<String, Integer> bearers = new HashMap<>();
        drawn.forEach(i -> bearers.put(i.name(), -1));
        furniture.forEach(i -> bearers.merge(i.name(), 1, Integer::sum));
        return Stream.concat(drawn.stream(), furniture.stream().filter(i -> bearers.get(i.name()) == 1)).toList();
    }

    private NamedColor trainingColor(int kind, SplittableRandom random) {
        NamedColor c;
        do {
            c = NamedColor.values()[random.nextInt(NamedColor.values().length)];
        } while (heldOut.contains(new Pair(kind, c)));
        return c;
    }

    /** A clean picture of a pair of colour and kind before a background of the paper's. */
    float[] validationPicture(Pair pair, SplittableRandom random) {
        Item item = drawn.stream().filter(i -> i.kind() == pair.kind()).findFirst().orElseThrow();
        return scene.picture(item.mesh(), pair.color().shade(random), Material.PLAIN, false, false, random);
    }

    /** A clean picture of a furniture model in its own colours. */
    float[] validationPicture(Item item, SplittableRandom random) {
        return scene.picture(item.mesh(), ownColor(item), Material.PLAIN, false, false, random);
    }
}
