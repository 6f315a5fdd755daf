package studio.kintsugi.service.colorize;

import java.util.List;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;
import studio.kintsugi.imaging.Picture;

/**
 * What is to be coloured, and how.
 *
 * @param sketch lines on paper; transparent places count as paper
 * @param lineArt whether the sketch is a photograph or a painting whose lines are to be found first
 * @param references pictures to take colours from, one at least
 * @param hints colours of some places, the later over the earlier
 * @param finish what the colours are between the lines
 * @param model id or folder of a model, or null for the first that is installed
 */
public record ColorizeRequest(Picture sketch, boolean lineArt, List<Reference> references, List<Hint> hints,
        Finish finish, String model) {
    /** The share of a drawing that its lines leave white. */
    private static final double LEAST_PAPER = 0.55;

    public ColorizeRequest {
        references = List.copyOf(references);
        hints = List.copyOf(hints);
    }

    /** In flat colours. */
    public ColorizeRequest(Picture sketch, boolean lineArt, List<Reference> references, List<Hint> hints,
            String model) {
        this(sketch, lineArt, references, hints, Finish.FLAT, model);
    }

    /** What colours are between the lines of a drawing. */
    public enum Finish {
        /** Each closed region has one colour of the references. */
        FLAT,
        /** The same, with the network's light and shade in it. */
        SHADED,
        /** The network's own picture, brought to the drawing's size. */
        NETWORK
    }

    /**
     * A picture to take colours from.
     *
     * @param weight how much it counts beside the others, at least 0
     */
    public record Reference(Picture picture, double weight) {}

    /**
     * A place whose colour is given.
     *
     * @param x column in the sketch's pixels, from its left edge
     * @param y row likewise
     * @param red of sRGB, 0–1
     * @param green likewise
     * @param blue likewise
     */
    public record Hint(double x, double y, float red, float green, float blue) {}

    /**
     * Whether a picture is rather a photograph or a painting than lines on paper, so that {@link #lineArt} will do it
     * good.
     */
    public static boolean looksPainted(Picture picture) {
        return LineLayer.of(picture, false).paper() < LEAST_PAPER;
    }

    /** Says what is missing. */
    void check() throws KintsugiException {
        if (references.stream().noneMatch(r -> r.weight() > 0)) {
            throw new KintsugiException(Sentence.of("Give a picture to take colours from."));
        }
        for (Hint h : hints) {
            if (!(h.x >= 0 && h.y >= 0 && h.x < sketch.width() && h.y < sketch.height())) {
                throw new KintsugiException(Sentence.of("A hint lies at %s, %s, outside the sketch of %s×%s pixels.",
                        Math.round(h.x), Math.round(h.y), sketch.width(), sketch.height()));
            }
        }
    }
}
