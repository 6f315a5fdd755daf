package studio.kintsugi.files;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is done once the program is told to end, by Ctrl-C say: first what was begun is saved by those who asked for
 * it, then whatever is still {@link Unfinished} is removed, and folders that were made for results and got none. Runs
 * at every other end too, where mostly nothing is left.
 */
public final class EndOfProgram {
    private static final Set<Saving> SAVING = new LinkedHashSet<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(EndOfProgram::come, "end-of-program"));
    }

    private EndOfProgram() {}

    /** Saves what was begun; the end waits for it. */
    @FunctionalInterface
    public interface Saving {
        void save();
    }

    /** Has something saved before the end, until {@link #forget}. */
    public static void save(Saving saving) {
        synchronized (SAVING) {
            SAVING.add(saving);
        }
    }

    /** Takes back {@link #save}. */
    public static void forget(Saving saving) {
        synchronized (SAVING) {
            SAVING.remove(saving);
        }
    }

    /** Has the class loaded, and with it the hook set. */
    static void await() {}

    private static void come() {
        List<Saving> all;
        synchronized (SAVING) {
            all = new ArrayList<>(SAVING);
        }
        all.forEach(Saving::save);
        Unfinished.removeAll();
        MadeFolders.removeEmpty();
    }
}
