package studio.kintsugi.checkpoint;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.ToNumberPolicy;
import com.google.gson.TypeAdapter;
import com.google.gson.annotations.JsonAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What an architecture needs besides the weights, by name: numbers, texts, truth values and lists of these, as they
 * stand in a model card or a training recipe. Immutable. Equal where the names have equal values; 32 equals 32.0.
 *
 * <p>Readers throw an {@link IllegalArgumentException} that names the hyper-parameter where it is missing or of another
 * kind. Those that take a default give it where the hyper-parameter is missing, and only there.
 */
@JsonAdapter(HyperParameters.Json.class)
public final class HyperParameters {
    /** Nothing at all. */
    public static final HyperParameters NONE = new HyperParameters(Map.of());

    private final Map<String, Object> values;

    private HyperParameters(Map<?, ?> values) {
        this.values = canonical(values);
    }

    /** Of values as JSON has them: numbers, texts, truth values, collections and maps. */
    public static HyperParameters of(Map<String, ?> values) {
        return new HyperParameters(values);
    }

    /** The same with one more, or with another value in its place. */
    public HyperParameters with(String name, Object value) {
        return with(Map.of(name, value));
    }

    /** The same with others beside or in place of these. */
    public HyperParameters with(HyperParameters others) {
        return with(others.values);
    }

    private HyperParameters with(Map<String, ?> others) {
        Map<String, Object> out = new LinkedHashMap<>(values);
        out.putAll(others);
        return new HyperParameters(out);
    }

    /** All of them, in the order in which they were written. */
    public Map<String, Object> values() {
        return values;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** A whole number. */
    public int integer(String name) {
        return whole(name, required(name));
    }

    public int integer(String name, int otherwise) {
        return has(name) ? integer(name) : otherwise;
    }

    /** Any number. */
    public double real(String name) {
        if (required(name) instanceof Number n) {
            return n.doubleValue();
        }
        throw wrong(name, "a number");
    }

    public double real(String name, double otherwise) {
        return has(name) ? real(name) : otherwise;
    }

    /** Whether it is true; false where it is missing. */
    public boolean flag(String name) {
        Object value = values.getOrDefault(name, false);
        if (value instanceof Boolean b) {
            return b;
        }
        throw wrong(name, "true or false");
    }

    public String text(String name, String otherwise) {
        Object value = values.getOrDefault(name, otherwise);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, "a text");
    }

    /** A list of whole numbers. */
    public List<Integer> integers(String name) {
        return list(name, value -> whole(name, value));
    }

    public List<Integer> integers(String name, List<Integer> otherwise) {
        return has(name) ? integers(name) : otherwise;
    }

    /** A list of texts. */
    public List<String> texts(String name) {
        return list(name, value -> {
            if (value instanceof String s) {
                return s;
            }
            throw wrong(name, "a list of texts");
        });
    }

    public List<String> texts(String name, List<String> otherwise) {
        return has(name) ? texts(name) : otherwise;
    }

    /** Whether it is a list. */
    public boolean isList(String name) {
        return values.get(name) instanceof List<?>;
    }

    private <T> List<T> list(String name, Function<Object, T> each) {
        if (required(name) instanceof List<?> list) {
            return list.stream().<T>map(each).toList();
        }
        throw wrong(name, "a list");
    }

    private int whole(String name, Object value) {
        if (value instanceof Long n && n == n.intValue()) {
            return n.intValue();
        }
        throw wrong(name, "a whole number");
    }

    private Object required(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("\"" + name + "\" is missing from the hyper-parameters");
        }
        return value;
    }

    private IllegalArgumentException wrong(String name, String kind) {
        return new IllegalArgumentException("the hyper-parameter \"" + name + "\" must be " + kind + ", not "
                + values.get(name));
    }

    private static Map<String, Object> canonical(Map<?, ?> values) {
        Map<String, Object> out = new LinkedHashMap<>();
        values.forEach((name, value) -> out.put(name.toString(), canonical(value)));
        return Collections.unmodifiableMap(out);
    }

    /** Whole numbers as longs and the others as doubles, however they came; copies of everything else. */
    private static Object canonical(Object value) {
        return switch (value) {
            case Number n -> n.doubleValue() == n.longValue() ? (Object) n.longValue() : (Object) n.doubleValue();
            case Boolean b -> b;
            case String s -> s;
            case Collection<?> list -> list.stream().map(HyperParameters::canonical).toList();
            case Map<?, ?> map -> canonical(map);
            default -> throw new IllegalArgumentException("no hyper-parameter can be " + value);
        };
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof HyperParameters h && values.equals(h.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** A JSON object with a member for each. */
    static final class Json extends TypeAdapter<HyperParameters> {
        private static final Gson GSON = new GsonBuilder()
                .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE).disableHtmlEscaping().create();

        @Override
        public void write(JsonWriter out, HyperParameters h) throws IOException {
            if (h == null) {
                out.nullValue();
            } else {
                GSON.toJson(h.values, Map.class, out);
            }
        }

        @Override
        public HyperParameters read(JsonReader in) throws IOException {
            JsonElement json = GSON.fromJson(in, JsonElement.class);
            return json.isJsonNull() ? null : of(GSON.<Map<String, ?>>fromJson(json, Map.class));
        }
    }
}
