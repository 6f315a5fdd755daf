package studio.kintsugi.models.clip;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * CLIP's tokenizer. OpenAI's files hold no vocabulary, so that it ships with the application
 * ({@code bpe_simple_vocab_16e6.txt.gz} of openai/CLIP, MIT licence), rewritten as a {@code tokenizer.json} when it is
 * first needed; folders that bring their own use that.
 */
public final class ClipTokenizer implements AutoCloseable {
    private static final int START = 49406;
    private static final int END = 49407;
    private static final int MERGES = 48894;

    private final HuggingFaceTokenizer tokenizer;

    private ClipTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** OpenAI's vocabulary. */
    public static ClipTokenizer official() throws IOException {
        try (InputStream in = new ByteArrayInputStream(json().getBytes(StandardCharsets.UTF_8))) {
            return new ClipTokenizer(HuggingFaceTokenizer.newInstance(in, options()));
        }
    }

    /** A vocabulary of one's own: a {@code tokenizer.json}. */
    public static ClipTokenizer of(Path json) throws IOException {
        return new ClipTokenizer(HuggingFaceTokenizer.newInstance(json, options()));
    }

    private static Map<String, String> options() {
        return Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
    }

    /**
     * A text as tokens: start, byte pairs, end, zeros. Too long a text is cut, its last token then being the end.
     *
     * @param length of the result
     */
    public long[] tokens(String text, int length) {
        long[] pairs = pairs(text);
        long[] out = new long[length];
        out[0] = START;
        int n = Math.min(pairs.length, length - 2);
        System.arraycopy(pairs, 0, out, 1, n);
        out[n + 1] = END;
        return out;
    }

    long[] pairs(String text) {
        String plain = TextCleaner.of(text);
        return plain.isEmpty() ? new long[0] : tokenizer.encode(plain, false, false).getIds();
    }

    private static String json() throws IOException {
        List<String> merges = merges();
        List<String> letters = letters();
        JsonObject vocabulary = new JsonObject();
        letters.forEach(l -> vocabulary.addProperty(l, vocabulary.size()));
        letters.forEach(l -> vocabulary.addProperty(l + "</w>", vocabulary.size()));
        JsonArray pairs = new JsonArray();
        for (String merge : merges) {
            vocabulary.addProperty(merge.replace(" ", ""), vocabulary.size());
            pairs.add(merge);
        }
        vocabulary.addProperty("<|startoftext|>", START);
        vocabulary.addProperty("<|endoftext|>", END);
        JsonObject model = new JsonObject();
        model.addProperty("type", "BPE");
        model.addProperty("unk_token", "<|endoftext|>");
        model.addProperty("continuing_subword_prefix", "");
        model.addProperty("end_of_word_suffix", "</w>");
        model.addProperty("fuse_unk", false);
        model.add("vocab", vocabulary);
        model.add("merges", pairs);
        JsonObject root = JsonParser.parseString("""
                {"version": "1.0", "truncation": null, "padding": null, "normalizer": null,
                 "added_tokens": [
                  {"id": 49406, "content": "<|startoftext|>", "single_word": false, "lstrip": false, "rstrip": false,
                   "normalized": false, "special": true},
                  {"id": 49407, "content": "<|endoftext|>", "single_word": false, "lstrip": false, "rstrip": false,
                   "normalized": false, "special": true}],
                 "pre_tokenizer": {"type": "Sequence", "pretokenizers": [
                  {"type": "Split", "behavior": "Removed", "invert": true, "pattern": {"Regex":
                   "'s|'t|'re|'ve|'m|'ll|'d|[\\\\p{L}]+|[\\\\p{N}]|[^\\\\s\\\\p{L}\\\\p{N}]+"}},
                  {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}]},
                 "post_processor": null, "decoder": null}""").getAsJsonObject();
        root.add("model", model);
        return new Gson().toJson(root);
    }

    /** The pairs, the most frequent first; the file's first line is its title. */
    private static List<String> merges() throws IOException {
        try (InputStream in = new GZIPInputStream(
                ClipTokenizer.class.getResourceAsStream("/clip/bpe_simple_vocab_16e6.txt.gz"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).limit(MERGES).toList();
        }
    }

    /** A printable character for each byte: printable bytes stand for themselves and come first. */
    private static List<String> letters() {
        List<String> out = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            boolean printable = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xAC || b >= 0xAE;
            if (printable) {
                out.add(Character.toString(b));
            } else {
                others.add(Character.toString(256 + others.size()));
            }
        }
        out.addAll(others);
        return out;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
