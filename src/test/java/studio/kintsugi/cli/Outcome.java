package studio.kintsugi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** What a command left behind: its exit status, and what it wrote to standard output and standard error. */
record Outcome(int status, String out, String err) {
    /** The one object that {@code --json} writes, on a line of its own, and nothing beside it. */
    JsonObject json() {
        assertEquals(1, out.strip().lines().count(), out);
        return JsonParser.parseString(out).getAsJsonObject();
    }

    /** This, where the command succeeded; else the test fails. */
    Outcome succeeded() {
        assertEquals(0, status, err);
        return this;
    }

    /** Checks that the command failed with status 1 and that {@code sentence} is part of what it said about it. */
    void assertRefused(String sentence) {
        assertEquals(1, status, err);
        assertTrue(err.contains(sentence), err);
    }
}
