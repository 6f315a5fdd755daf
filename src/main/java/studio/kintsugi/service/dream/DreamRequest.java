package studio.kintsugi.service.dream;

import java.util.List;
import java.util.Locale;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.Sentence;

/**
 * What is to be dreamt.
 *
 * @param prompt in words
 * @param negative what shall not be seen; blank for nothing
 * @param seed of all chance
 * @param steps at most
 * @param minutes at most
 * @param guidance ids or folders of picture-text models, which take turns; empty for the one that ships
 * @param symmetric whether left and right are kept alike
 * @param ablation what is left out
 * @param method which field is dreamt, and by which schedules
 */
public record DreamRequest(
        String prompt,
        String negative,
        long seed,
        int steps,
        double minutes,
        List<String> guidance,
        boolean symmetric,
        Ablation ablation,
        Method method) {
    /**
     * Parts of the method that can be left out, to see what they are for (section 4 of Dream Fields). Where any is, the
     * dream begins with fog.
     */
    public enum Ablation {
        NONE,
        /** Pictures stand before white instead of changing backgrounds. */
        BACKGROUNDS,
        /** Nothing asks for empty space. */
        TRANSMITTANCE,
        /** It begins with fog, as in the paper, instead of a learnt shape. */
        SHAPE
    }

    /** Ways to dream. */
    public enum Method {
        /** A grid, with schedules for a processor. */
        GRID,
        /** The paper's network and losses in pictures small enough for a processor: minutes to hours. */
        NETWORK,
        /** The paper's own settings: days on a processor. */
        PAPER
    }

    /** Steps after which dreams with the built-in guidance begin to grow odd limbs. */
    public static final int USUAL_STEPS = 180;
    /** Minutes that are enough for them. */
    public static final double USUAL_MINUTES = 1;
    /** The same with guides as large as OpenAI's ViT-B/32, on two cores. */
    public static final double LARGE_MINUTES = 10;

    /** By the quick method. */
    public DreamRequest(String prompt, String negative, long seed, int steps, double minutes, List<String> guidance,
            boolean symmetric, Ablation ablation) {
        this(prompt, negative, seed, steps, minutes, guidance, symmetric, ablation, Method.GRID);
    }

    /**
     * Refuses prompts that say nothing.
     *
     * @throws KintsugiException where prompt and negative prompt can't be followed; says why
     */
    public void check() throws KintsugiException {
        if (prompt.isBlank()) {
            throw new KintsugiException(Sentence.of("The prompt is empty: say what to dream, as in \"a green wooden"
                    + " chair\"."));
        }
        if (plain(prompt).equals(plain(negative))) {
            throw new KintsugiException(Sentence.of("The negative prompt says the same as the prompt: leave one of"
                    + " them out."));
        }
    }

    /** The same of another prompt. */
    public DreamRequest of(String otherPrompt) {
        return new DreamRequest(otherPrompt, negative, seed, steps, minutes, guidance, symmetric, ablation, method);
    }

    /** The same with another seed. */
    DreamRequest seeded(long otherSeed) {
        return new DreamRequest(prompt, negative, otherSeed, steps, minutes, guidance, symmetric, ablation, method);
    }

    /** The same with other limits. */
    public DreamRequest limited(int otherSteps, double otherMinutes) {
        return new DreamRequest(prompt, negative, seed, otherSteps, otherMinutes, guidance, symmetric, ablation,
                method);
    }

    /** The same guided by others. */
    public DreamRequest guidedBy(List<String> others) {
        return new DreamRequest(prompt, negative, seed, steps, minutes, others, symmetric, ablation, method);
    }

    /** The same with another part left out. */
    public DreamRequest without(Ablation part) {
        return new DreamRequest(prompt, negative, seed, steps, minutes, guidance, symmetric, part, method);
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
