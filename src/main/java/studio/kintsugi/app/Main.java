package studio.kintsugi.app;

import studio.kintsugi.cli.KintsugiCommand;
import studio.kintsugi.models.NetworkFamilies;
import studio.kintsugi.service.LocalInferenceService;
import studio.kintsugi.store.Directories;
import studio.kintsugi.store.ModelStore;

/** Entry point: wires the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        ModelStore store = new ModelStore(Directories.data().resolve("models"));
        System.exit(KintsugiCommand.create(store, () -> new LocalInferenceService(store, NetworkFamilies.byId()),
                System.out, System.err).execute(args));
    }
}
