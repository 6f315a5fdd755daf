package studio.kintsugi.cli.common;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table that is printed row by row as it is measured, or whole, as one JSON object, at the end. */
public final class RowReport {
    private final Console console;
    private final boolean json;
    private final List<Object> rows = new ArrayList<>();

    /**
     * Begins with the lines above the first row.
     *
     * @param json whether to print one object at the end instead of lines
     */
    public RowReport(Console console, boolean json, String... header) {
        this.console = console;
        this.json = json;
        for (String line : header) {
            line(line);
        }
    }

    /**
     * Adds a row.
     *
     * @param line as people see it
     * @param values the same as JSON has it: a map or a record
     */
    public void add(String line, Object values) {
        rows.add(values);
        line(line);
    }

    /** Says something to people that the JSON object has under another name. */
    public void line(String line) {
        if (!json) {
            console.line(line);
        }
    }

    /** Prints the JSON object: what is given, and {@code "rows"}. */
    public void end(Map<String, ?> more) {
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>(more);
            all.put("rows", rows);
            console.json(all);
        }
    }
}
