package studio.kintsugi.app;

import java.util.Arrays;
import javafx.application.Application;
import picocli.CommandLine;
import studio.kintsugi.cli.KintsugiCommand;
import studio.kintsugi.models.NetworkFamilies;
import studio.kintsugi.service.LocalInferenceService;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;

/** Entry point; does not extend Application, so that JavaFX starts from the class path. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        ModelStore store = new ModelStore(Directories.data().resolve("models"));
        CommandLine line = KintsugiCommand.create(store,
                () -> new LocalInferenceService(store, NetworkFamilies.byId()), System.out, System.err);
        if (wantsWindow(args, line)) {
            openWindow(args);
        } else {
            System.exit(line.execute(args));
        }
    }

    /** No arguments, or nothing but files. */
    private static boolean wantsWindow(String[] args, CommandLine line) {
        return Arrays.stream(args).noneMatch(a -> a.startsWith("-"))
                && (args.length == 0 || !line.getSubcommands().containsKey(args[0]));
    }

    private static void openWindow(String[] args) {
        boolean linux = System.getProperty("os.name").equals("Linux");
        if (linux && System.getenv("DISPLAY") == null && System.getProperty("glass.platform") == null) {
            System.err.println("kintsugi: There is no display to open the window on: set DISPLAY, or use a command"
                    + " (see kintsugi --help).");
            System.exit(1);
        }
        Application.launch(KintsugiApplication.class, args);
    }
}
