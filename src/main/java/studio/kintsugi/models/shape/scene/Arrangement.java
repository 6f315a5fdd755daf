package studio.kintsugi.models.shape.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.kintsugi.models.shape.drawn.Catalog;
import studio.kintsugi.models.shape.look.Look;
import studio.kintsugi.models.shape.look.LookWords;
import studio.kintsugi.models.shape.look.Material;

/** Puts what a sentence names in its place. */
final class Arrangement {
    private static final Set<String> WORN_ON_HEAD = Set.of("hat", "top hat", "wizard hat", "witch hat", "crown", "cap",
            "santa hat", "cowboy hat", "beanie", "woolly hat", "wool hat", "sombrero", "helmet", "motorcycle helmet",
            "traffic cone", "bowler hat", "derby hat", "fedora", "beret", "turban", "graduation cap", "mortarboard",
            "chef hat", "bicycle helmet", "bike helmet", "football helmet", "flower crown", "laurel wreath");
    /** Those whose brim is wider than the head that they fit. */
    private static final Set<String> BRIMMED = Set.of("hat", "top hat", "wizard hat", "witch hat", "cowboy hat",
            "sombrero", "bowler hat", "derby hat", "fedora", "graduation cap", "mortarboard");
    private static final Set<String> WORN_ON_EYES = Set.of("glasses", "spectacles", "mask", "carnival mask",
            "sunglasses", "shades", "gas mask", "vr headset");
    private static final Set<String> WORN_ROUND_NECK = Set.of("scarf", "necklace", "collar");
    private static final Set<String> WORN_UNDER_CHIN = Set.of("tie", "necktie", "bow tie", "medal", "bell");
    private static final Set<String> WORN_ON_BACK = Set.of("backpack", "guitar", "shield");
    private static final Set<String> CONTAINERS = Set.of("bowl", "vase", "basket", "box", "crate", "cup", "mug",
            "bucket", "pot", "jar", "wine glass", "treasure chest", "chest", "wagon", "cart", "wheelbarrow", "bathtub",
            "boat", "plate", "sleigh", "shopping cart", "nest", "frying pan", "barrel", "hot tub", "canoe", "teacup",
            "flower pot", "jug", "saucepan", "trophy", "cauldron", "basin", "picnic basket");
    /** What is carried in pairs, flat and outwards, at the sides. */
    private static final Set<String> CARRIED_AT_SIDES = Set.of("paddle", "oar");
    /** What a chest can be full of, and the kind of thing that it is then. */
    private static final Set<String> RICHES = Set.of("gold", "treasure", "coin", "gold coin", "money", "gem", "jewel",
            "jewelry", "jewellery", "gold bar");
    private static final String CHEST = "chest of riches";
    /** Thickness of a seat as a share of the form's depth that it is made of. */
    private static final double CUSHION = 0.45;
    private static final float SMALL = 0.45f;
    /** Size of what is held, as a share of the holder's. */
    private static final float HELD = 0.62f;

    private final Catalog catalog;
    private final long seed;
    private final List<Item> items = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    private Arrangement(Catalog catalog, long seed) {
        this.catalog = catalog;
        this.seed = seed;
    }

    /** Arranges a sentence whose thing is of a known kind. */
    static Arrangement of(Sentence sentence, Catalog catalog, long seed) {
        Arrangement out = new Arrangement(catalog, seed);
        Optional<Sentence.Addition> riches = riches(sentence);
        Phrase thing = riches.isPresent() ? sentence.thing().of(CHEST) : sentence.thing();
        Item main = out.item(thing);
        sentence.additions().stream().filter(a -> riches.filter(a::equals).isEmpty()).forEach(a -> out.add(a, main));
        int count = sentence.thing().count();
        for (int i = 1; i < count; i++) {
            switch (sentence.grouping()) {
                case STACKED -> out.stack(main.another(i), i);
                case HEAPED -> out.heap(main, main.another(i), i, count);
                default -> out.beside(main.another(0));
            }
        }
        return out;
    }

    private static Optional<Sentence.Addition> riches(Sentence sentence) {
        return sentence.thing().kind().filter(k -> k.endsWith("chest")).isEmpty() ? Optional.empty()
                : sentence.additions().stream().filter(a -> (a.relation() == Relation.FULL_OF
                || a.relation() == Relation.HAS) && (RICHES.contains(a.phrase().part())
                || a.phrase().kind().filter(RICHES::contains).isPresent())).findFirst();
    }

    List<Item> items() {
        return items;
    }

    /** Words that nothing could be made of. */
    List<String> unknown() {
        return unknown;
    }

    private Item item(Phrase phrase) {
        unknown.addAll(phrase.unknown());
        Item item = draw(phrase);
        items.add(item);
        return item;
    }

    private Item draw(Phrase phrase) {
        return new Item(catalog.draw(phrase.kind().orElseThrow(), seed + items.size()), phrase);
    }

    private void add(Sentence.Addition addition, Item main) {
        Phrase phrase = addition.phrase();
        Relation relation = addition.relation();
        if (relation == Relation.LACKS) {
            main.remove(phrase.part());
        } else if (relation == Relation.MADE_OF) {
            main.dress(material(phrase, main));
        } else if (relation == Relation.HAS && main.has(phrase.part())) {
            main.dress(phrase.part(), phrase.look());
            unknown.addAll(phrase.unknown());
        } else if (relation == Relation.HAS && Sentence.isPattern(phrase)) {
            Look marks = phrase.look();
            main.dress(new Look(marks.second() == Look.OWN ? main.color() : marks.rgb(),
                    marks.second() == Look.OWN ? marks.rgb() : marks.second(), marks.material(), false));
        } else if (relation == Relation.ON && phrase.kind().isEmpty() && phrase.count() == 1
                && main.has(phrase.part())) {
            main.halve(phrase.part());
            main.halve("foot");
        } else if (phrase.kind().isEmpty()) {
            unknown.addAll(phrase.unknown());
            unknown.add(phrase.part());
        } else if (relation == Relation.LIKE) {
            like(main, draw(phrase));
        } else {
            boolean pair = relation == Relation.HAS && CARRIED_AT_SIDES.contains(phrase.kind().get());
            for (int i = 0; i < (pair ? 2 : phrase.count()); i++) {
                if (pair) {
                    flank(main, item(phrase), i == 0 ? 1 : -1);
                } else {
                    place(relation, main, phrase);
                }
            }
        }
    }

    private Look material(Phrase phrase, Item main) {
        if (!phrase.look().equals(Look.NATURAL)) {
            return phrase.look();
        }
        if (LookWords.knows(phrase.part())) {
            return LookWords.of(List.of(phrase.part()));
        }
        if (phrase.kind().isEmpty()) {
            unknown.add(phrase.part());
            return Look.NATURAL;
        }
        Item made = draw(phrase);
        return new Look(made.color(), made.secondColor(),
                made.secondColor() == made.color() ? Material.PLAIN : Material.SPOTTED, true);
    }

    private void place(Relation relation, Item main, Phrase phrase) {
        Item other = item(phrase);
        String kind = other.kind();
        boolean worn = WORN_ON_HEAD.contains(kind) || WORN_ON_EYES.contains(kind) || WORN_ROUND_NECK.contains(kind)
                || WORN_UNDER_CHIN.contains(kind);
        if (worn && (relation == Relation.HAS || relation == Relation.IN)) {
            wear(main, other);
            return;
        }
        switch (relation) {
            case ON -> below(main, other);
            case UNDER -> below(other, main);
            case IN -> inside(main, other);
            case FULL_OF -> {
                if (CONTAINERS.contains(main.kind())) {
                    fill(main, other);
                } else {
                    items.remove(other);
                }
            }
            case HOLDS -> hold(main, other);
            case BESIDE -> {
                items.remove(other);
                beside(other);
            }
            default -> {
                if (WORN_ON_BACK.contains(kind)) {
                    carry(main, other);
                } else if (CONTAINERS.contains(main.kind())) {
                    fill(main, other);
                } else if (main.has("head") && main.has("arm")) {
                    hold(main, other);
                } else {
                    top(main, other);
                }
            }
        }
    }

    /** A hat on the head, glasses before the eyes, a scarf round the neck. */
    private static void wear(Item main, Item other) {
        Item.Box head = main.head();
        Item.Box own = other.box();
        double share = share(other.kind());
        other.enlarge(share * head.size(0) / own.size(0));
        own = other.box();
        float x = head.middle(0) - own.middle(0);
        if (WORN_ON_HEAD.contains(other.kind())) {
            other.move(x, head.high()[1] - 0.22f * head.size(1) - own.low()[1], head.middle(2) - own.middle(2));
        } else if (WORN_ON_EYES.contains(other.kind())) {
            other.move(x, head.middle(1) + 0.12f * head.size(1) - own.middle(1),
                    head.high()[2] - 0.12f * head.size(2) - own.high()[2]);
        } else if (WORN_ROUND_NECK.contains(other.kind())) {
            other.move(x, head.low()[1] + 0.05f * head.size(1) - own.high()[1] + 0.3f * own.size(1),
                    head.middle(2) - own.middle(2) - 0.15f * head.size(2));
        } else {
            other.move(x, head.low()[1] - own.high()[1] + 0.2f * own.size(1),
                    head.middle(2) + 0.45f * head.size(2) - own.middle(2));
        }
    }

    /** Width of what is worn, as a share of the head's. */
    private static double share(String worn) {
        if (WORN_ON_HEAD.contains(worn)) {
            return BRIMMED.contains(worn) ? 1.7 : 1.15;
        }
        return WORN_UNDER_CHIN.contains(worn) ? 0.55 : 1.1;
    }

    private static void carry(Item main, Item other) {
        Item.Box body = main.box();
        other.enlarge(SMALL * body.size(1) / other.box().size(1));
        Item.Box own = other.box();
        other.move(body.middle(0) - own.middle(0), body.middle(1) + 0.1f * body.size(1) - own.middle(1),
                body.low()[2] - own.high()[2] + 0.3f * own.size(2));
    }

    /** Flat over the edge, its lower end outwards. */
    private static void flank(Item main, Item other, int side) {
        other.layDown();
        other.turn(90 * side);
        Item.Box body = main.box();
        other.enlarge(HELD * body.width() / other.box().size(0));
        Item.Box own = other.box();
        double edge = body.middle(0) + side * 0.5 * body.size(0);
        other.move(edge + side * 0.25 * own.size(0) - own.middle(0), body.high()[1] - own.low()[1] - 0.02,
                body.middle(2) - own.middle(2));
    }

    private static void hold(Item main, Item other) {
        Item.Box body = main.box();
        Item.Box own = other.box();
        other.enlarge(HELD * Math.max(body.size(1), 0.6 * body.width()) / Math.max(own.size(1), own.width()));
        own = other.box();
        other.move(body.high()[0] - own.low()[0] - 0.25f * own.size(0), body.middle(1) - own.middle(1),
                body.high()[2] - own.middle(2) - 0.3f * body.size(2));
    }

    /** Something smaller on top. */
    private static void top(Item main, Item other) {
        Item.Box body = main.box();
        Item.Box own = other.box();
        other.enlarge(SMALL * Math.max(body.size(1), body.width())
                / Math.max(own.size(1), own.width()));
        own = other.box();
        float y = main.topAt(body.middle(0) + 0.01f, body.middle(2) + 0.01f);
        other.move(body.middle(0) - own.middle(0), y - own.low()[1] - 0.02f, body.middle(2) - own.middle(2));
    }

    /** The base under the thing. */
    private static void below(Item thing, Item base) {
        if (base.box().isSheet()) {
            base.layDown();
        }
        Item.Box body = thing.box();
        Item.Box own = base.box();
        base.enlarge(Math.clamp(1.1 * body.width() / Math.min(own.size(0), own.size(2)), 0.5, 2));
        own = base.box();
        float x = own.middle(0) + 0.01f;
        float z = own.middle(2) + 0.01f;
        base.move(body.middle(0) - own.middle(0), body.low()[1] - base.topAt(x, z) + 0.03f,
                body.middle(2) - own.middle(2));
    }

    private static void inside(Item thing, Item container) {
        Item.Box body = thing.box();
        Item.Box own = container.box();
        container.enlarge(Math.clamp(1.1 * body.width() / Math.min(own.size(0), own.size(2)), 0.45, 2));
        own = container.box();
        float floor = Math.max(container.topAt(own.middle(0) + 0.01f, own.middle(2) + 0.01f),
                own.high()[1] - 0.4f * body.size(1));
        container.move(body.middle(0) - own.middle(0), body.low()[1] - floor, body.middle(2) - own.middle(2));
    }

    private static void fill(Item container, Item content) {
        Item.Box own = container.box();
        Item.Box body = content.box();
        content.enlarge(Math.min(0.85 * Math.min(own.size(0), own.size(2)) / body.width(),
                1.2 * own.size(1) / body.size(1)));
        body = content.box();
        float floor = Math.max(container.topAt(own.middle(0) + 0.01f, own.middle(2) + 0.01f),
                own.high()[1] - 0.4f * body.size(1));
        content.move(own.middle(0) - body.middle(0), floor - body.low()[1], own.middle(2) - body.middle(2));
    }

    /** On top of all others, turned a little. */
    private void stack(Item other, int index) {
        other.turn(index % 2 == 1 ? 24 : -14);
        Item.Box all = all();
        Item.Box own = other.box();
        other.move(all.middle(0) - own.middle(0), all.high()[1] - own.low()[1] - 0.02f * own.size(1),
                all.middle(2) - own.middle(2));
        items.add(other);
    }

    /** The last on top of the others, which lie in a circle with the first. */
    private void heap(Item first, Item other, int index, int count) {
        Item.Box body = first.box();
        other.turn(360.0 * index / count);
        float radius = 0.56f * Math.max(body.size(0), body.size(2)) * (count > 3 ? 1 : 0.9f);
        double angle = 2 * Math.PI * index / (count - 1);
        boolean last = index == count - 1;
        other.move(last ? -radius : radius * (Math.cos(angle) - 1), last ? 0.72f * body.size(1) : 0,
                last ? 0 : radius * Math.sin(angle));
        items.add(other);
    }

    private void beside(Item other) {
        Item.Box all = all();
        Item.Box own = other.box();
        float gap = Math.max(0.05f, 0.15f * own.size(0));
        other.move(all.high()[0] - own.low()[0] + gap, all.low()[1] - own.low()[1], all.middle(2) - own.middle(2));
        items.add(other);
    }

    /**
     * The thing with the other's form for its back and, flattened, for its seat; of things that one does not sit on,
     * the largest part has that form.
     */
    private void like(Item main, Item form) {
        main.dress(new Look(form.color(), Look.OWN, Material.PLAIN, false));
        items.add(form);
        if (main.has("back") && main.has("seat")) {
            Item.Box back = main.box("back");
            Item.Box seat = main.box("seat");
            Item cushion = form.another(0);
            for (String part : List.of("back", "seat", "cushion", "pillow", "arm")) {
                main.remove(part);
            }
            Item.Box own = form.box();
            form.enlarge(Math.max(1.35 * back.size(1) / own.size(1), 1.1 * back.size(0) / own.size(0)));
            own = form.box();
            form.move(back.middle(0) - own.middle(0), seat.middle(1) - own.low()[1],
                    back.high()[2] - own.high()[2] + 0.35f * own.size(2));
            cushion.layDown();
            fit(cushion, seat, 1.15);
            cushion.stretch(1, CUSHION);
            Item.Box laid = cushion.box();
            cushion.move(0, seat.high()[1] - laid.high()[1] + 0.1 * laid.size(1), 0.1 * laid.size(2));
            items.add(cushion);
        } else {
            String body = main.largestPart();
            Item.Box place = main.box(body);
            main.remove(body);
            fit(form, place, 1);
            if (main.mesh().triangles() == 0) {
                items.remove(main);
            }
        }
    }

    /** Into the middle of a box, as wide or high as it is. */
    private static void fit(Item item, Item.Box place, double share) {
        Item.Box own = item.box();
        item.enlarge(share * Math.max(place.size(0), Math.max(place.size(1), place.size(2)))
                / Math.max(own.size(0), Math.max(own.size(1), own.size(2))));
        own = item.box();
        item.move(place.middle(0) - own.middle(0), place.middle(1) - own.middle(1), place.middle(2) - own.middle(2));
    }

    /** Of everything. */
    Item.Box all() {
        float[] low = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
        float[] high = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
        for (Item item : items) {
            Item.Box box = item.box();
            for (int a = 0; a < 3; a++) {
                low[a] = Math.min(low[a], box.low()[a]);
                high[a] = Math.max(high[a], box.high()[a]);
            }
        }
        return new Item.Box(low, high);
    }
}
