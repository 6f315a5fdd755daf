package studio.kintsugi.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.kintsugi.Sentence;

/**
 * A restricted unpickler. By itself it builds numbers, strings, lists, tuples and dictionaries only: every class, call
 * and persistent id goes through a {@link Host}, which refuses what it does not know.
 *
 * <p>Tuples and lists become {@link List}s, dictionaries {@link LinkedHashMap}s. Damage shows as a {@link
 * RuntimeException} of any kind, which callers turn into a sentence.
 */
final class Pickle {
    private static final Object MARK = new Object();
    private static final int MOST_OPERATIONS = 4_000_000;
    private static final int MOST_ON_STACK = 1_000_000;

    private final ByteBuffer in;
    private final Host host;
    private final List<Object> stack = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    /** Decides what a pickle may ask for. */
    interface Host {
        /** The object of a dotted name; throws where it is not allowed. */
        Object global(String name) throws CheckpointException;

        Object call(Object function, List<Object> arguments) throws CheckpointException;

        /** Sets the state of an object that {@link #call} made. */
        Object build(Object object, Object state) throws CheckpointException;

        Object persistent(Object id) throws CheckpointException;
    }

    /**
     * @param in read from its position; left after the pickle's end
     */
    Pickle(ByteBuffer in, Host host) {
        this.in = in.order(ByteOrder.LITTLE_ENDIAN);
        this.host = host;
    }

    /**
     * Runs to the pickle's end.
     *
     * @throws CheckpointException where it uses an operation weights do not need, or has more of them than weights do
     */
    Object load() throws CheckpointException {
        for (int done = 0; done < MOST_OPERATIONS && stack.size() < MOST_ON_STACK; done++) {
            int op = in.get() & 0xff;
            if (op == '.') {
                return pop();
            }
            if (!data(op) && !collection(op) && !object(op)) {
                throw new CheckpointException(Sentence.of("The checkpoint is refused: its pickle uses an operation"
                        + " (0x%02x) that weights do not need.", op));
            }
        }
        throw new CheckpointException(Sentence.of("The checkpoint is refused: its pickle is longer than weights"
                + " need."));
    }

    private boolean data(int op) {
        switch (op) {
            case 0x80 -> in.get();
            case 0x95 -> in.getLong();
            case 'N' -> push(null);
            case 0x88 -> push(true);
            case 0x89 -> push(false);
            case 'J' -> push((long) in.getInt());
            case 'K' -> push((long) (in.get() & 0xff));
            case 'M' -> push((long) (in.getShort() & 0xffff));
            case 0x8a -> push(longOf(bytes(in.get() & 0xff)));
            case 'G' -> push(in.order(ByteOrder.BIG_ENDIAN).getDouble());
            case 'X', 'T' -> push(text(in.getInt()));
            case 0x8c, 'U' -> push(text(in.get() & 0xff));
            case 'B' -> push(bytes(in.getInt()));
            case 'C' -> push(bytes(in.get() & 0xff));
            case 'q' -> memo.put(in.get() & 0xff, top());
            case 'r' -> memo.put(in.getInt(), top());
            case 0x94 -> memo.put(memo.size(), top());
            case 'h' -> push(recall(in.get() & 0xff));
            case 'j' -> push(recall(in.getInt()));
            case '0' -> pop();
            case '2' -> push(top());
            default -> {
                return false;
            }
        }
        in.order(ByteOrder.LITTLE_ENDIAN);
        return true;
    }

    private boolean collection(int op) {
        switch (op) {
            case '(' -> push(MARK);
            case '1' -> popToMark();
            case '}' -> push(new LinkedHashMap<>());
            case ']' -> push(new ArrayList<>());
            case ')' -> push(List.of());
            case 't', 'l' -> push(popToMark());
            case 'd' -> {
                List<Object> items = popToMark();
                push(new LinkedHashMap<>());
                putAll(items);
            }
            case 0x85 -> push(popLast(1));
            case 0x86 -> push(popLast(2));
            case 0x87 -> push(popLast(3));
            case 's' -> putAll(popLast(2));
            case 'u' -> putAll(popToMark());
            case 'a' -> {
                List<Object> items = popLast(1);
                asList(top()).addAll(items);
            }
            case 'e' -> {
                List<Object> items = popToMark();
                asList(top()).addAll(items);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean object(int op) throws CheckpointException {
        switch (op) {
            case 'c' -> push(host.global(line() + "." + line()));
            case 0x93 -> {
                List<Object> names = popLast(2);
                push(host.global(names.get(0) + "." + names.get(1)));
            }
            case 'R', 0x81 -> {
                List<Object> pair = popLast(2);
                push(host.call(pair.get(0), asList(pair.get(1))));
            }
            case 'b' -> {
                List<Object> pair = popLast(2);
                push(host.build(pair.get(0), pair.get(1)));
            }
            case 'Q' -> push(host.persistent(pop()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void push(Object o) {
        stack.add(o);
    }

    private Object pop() {
        return stack.removeLast();
    }

    private Object top() {
        return stack.getLast();
    }

    private Object recall(int key) {
        if (!memo.containsKey(key)) {
            throw new IllegalArgumentException("nothing is remembered as " + key);
        }
        return memo.get(key);
    }

    private List<Object> popLast(int n) {
        List<Object> tail = stack.subList(stack.size() - n, stack.size());
        List<Object> out = new ArrayList<>(tail);
        tail.clear();
        return out;
    }

    private List<Object> popToMark() {
        int mark = stack.lastIndexOf(MARK);
        List<Object> out = popLast(stack.size() - mark - 1);
        pop();
        return out;
    }

    @SuppressWarnings("unchecked")
    private void putAll(List<Object> items) {
        Map<Object, Object> map = (Map<Object, Object>) top();
        for (int i = 0; i + 1 < items.size(); i += 2) {
            // plain keys only: hashing deeply nested lists could take for ever
            Object key = items.get(i);
            if (!(key instanceof String || key instanceof Number)) {
                throw new IllegalArgumentException("a dictionary's key is neither text nor number");
            }
            map.put(key, items.get(i + 1));
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Object> asList(Object o) {
        return (List<Object>) o;
    }

    private byte[] bytes(int n) {
        if (n < 0 || n > in.remaining()) {
            throw new IllegalArgumentException("a text is longer than the file");
        }
        byte[] out = new byte[n];
        in.get(out);
        return out;
    }

    private String text(int n) {
        return new String(bytes(n), StandardCharsets.UTF_8);
    }

    private String line() {
        int from = in.position();
        while (in.get() != '\n') {
            // searching for the end of the line
        }
        int end = in.position();
        in.position(from);
        String line = text(end - 1 - from);
        in.position(end);
        return line;
    }

    private static Object longOf(byte[] little) {
        if (little.length > 8) {
            // PyTorch's magic number has ten bytes; nothing else of interest is that long
            return new java.math.BigInteger(reversed(little));
        }
        long value = 0;
        for (int i = little.length - 1; i >= 0; i--) {
            value = i == little.length - 1 ? little[i] : value << 8 | little[i] & 0xff;
        }
        return value;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] out = new byte[bytes.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = bytes[bytes.length - 1 - i];
        }
        return out;
    }
}
