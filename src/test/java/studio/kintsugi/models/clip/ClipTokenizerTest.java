package studio.kintsugi.models.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import studio.kintsugi.Fixtures;

class ClipTokenizerTest {
    /** What ftfy does by guessing the encoding a text was spoiled in is not done here. */
    private static final Set<String> GUESSED = Set.of("sloppy-windows-1252");
    private static ClipTokenizer pairs;

    @BeforeAll
    static void open() throws Exception {
        pairs = ClipTokenizer.official();
    }

    @AfterAll
    static void close() {
        pairs.close();
    }

    @TestFactory
    List<DynamicTest> tokensAreTheOfficialOnes() throws Exception {
        Path folder = Fixtures.cases("clip", "tokenizer"::equals).getFirst();
        JsonArray prompts = JsonParser.parseString(Files.readString(folder.resolve("tokens.json"))).getAsJsonObject()
                .getAsJsonArray("prompts");
        return StreamSupport.stream(prompts.spliterator(), false).map(JsonElement::getAsJsonObject)
                .filter(p -> GUESSED.stream().noneMatch(p.get("ftfy_fixes").toString()::contains))
                .map(p -> DynamicTest.dynamicTest("\"" + p.get("text").getAsString() + "\"", () -> check(p))).toList();
    }

    private static void check(JsonObject prompt) {
        String text = prompt.get("text").getAsString();
        assertEquals(prompt.get("cleaned").getAsString(), TextCleaner.of(text));
        long[] expected = prompt.getAsJsonArray("bpe_ids").asList().stream().mapToLong(JsonElement::getAsLong)
                .toArray();
        assertArrayEquals(expected, pairs.pairs(text));
        long[] row = prompt.getAsJsonArray("row_nonzero_prefix").asList().stream().mapToLong(JsonElement::getAsLong)
                .toArray();
        assertArrayEquals(Arrays.copyOf(row, 77), pairs.tokens(text, 77));
    }

    @Test
    void aLongTextEndsWithTheEnd() {
        long[] tokens = pairs.tokens("word ".repeat(400), 77);
        assertEquals(77, tokens.length);
        assertEquals(49406, tokens[0]);
        assertEquals(49407, tokens[76]);
    }
}
