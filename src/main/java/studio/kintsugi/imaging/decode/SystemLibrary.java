package studio.kintsugi.imaging.decode;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A decoder that the operating system has installed, whose C functions are called directly. Thread-safe. */
@SuppressWarnings("restricted") // the program is started with native access enabled
public final class SystemLibrary {
    /** Where Homebrew keeps libraries, which no loader looks into by itself. */
    private static final List<String> FOLDERS = List.of("", "/opt/homebrew/lib/", "/usr/local/lib/");

    private final SymbolLookup symbols;
    private final Map<String, MethodHandle> functions = new ConcurrentHashMap<>();

    private SystemLibrary(SymbolLookup symbols) {
        this.symbols = symbols;
    }

    /** The first library there is of these file names. */
    public static Optional<SystemLibrary> open(String... names) {
        for (String name : names) {
            for (String folder : FOLDERS) {
                try {
                    return Optional.of(new SystemLibrary(SymbolLookup.libraryLookup(folder + name, Arena.global())));
                } catch (IllegalArgumentException absent) {
                    continue;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Calls a function.
     *
     * @param result layout of what it gives, or null where it gives nothing
     * @param arguments ints, longs (as {@code size_t}), memory segments (as pointers)
     * @throws IOException where the library has no such function
     */
    public Object call(String name, MemoryLayout result, Object... arguments) throws IOException {
        try {
            return function(name, result, arguments).invokeWithArguments(arguments);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(name, e);
        }
    }

    /** Calls a function that gives a whole number of 32 bits. */
    public int callInt(String name, Object... arguments) throws IOException {
        return (int) call(name, ValueLayout.JAVA_INT, arguments);
    }

    /** Calls a function that gives a pointer. */
    public MemorySegment callPointer(String name, Object... arguments) throws IOException {
        return (MemorySegment) call(name, ValueLayout.ADDRESS, arguments);
    }

    /** Calls a function that gives a structure, into memory of an arena. */
    public MemorySegment callStructure(String name, MemoryLayout structure, Arena arena, Object... arguments)
            throws IOException {
        Object[] all = new Object[arguments.length + 1];
        all[0] = arena;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try {
            return (MemorySegment) function(name, structure, arguments).invokeWithArguments(all);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(name, e);
        }
    }

    private MethodHandle function(String name, MemoryLayout result, Object... arguments) throws IOException {
        MethodHandle known = functions.get(name);
        if (known != null) {
            return known;
        }
        MemoryLayout[] layouts = new MemoryLayout[arguments.length];
        for (int i = 0; i < layouts.length; i++) {
            layouts[i] = switch (arguments[i]) {
                case Integer _ -> ValueLayout.JAVA_INT;
                case Long _ -> ValueLayout.JAVA_LONG;
                default -> ValueLayout.ADDRESS;
            };
        }
        MemorySegment symbol = symbols.find(name).orElseThrow(() -> new IOException("no function " + name));
        MethodHandle handle = Linker.nativeLinker().downcallHandle(symbol, result == null
                ? FunctionDescriptor.ofVoid(layouts) : FunctionDescriptor.of(result, layouts));
        functions.put(name, handle);
        return handle;
    }
}
