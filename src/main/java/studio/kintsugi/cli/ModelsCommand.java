package studio.kintsugi.cli;

import com.google.gson.Gson;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import studio.kintsugi.KintsugiException;
import studio.kintsugi.store.ModelCard;
import studio.kintsugi.store.ModelStore;
import studio.kintsugi.store.StoredModel;

/** {@code models}: what is in the store. */
@Command(name = "models", mixinStandardHelpOptions = true, description = "Lists and describes the models there are.")
final class ModelsCommand {
    private static final Gson GSON = new Gson();

    private final ModelStore store;
    private final Console console;

    ModelsCommand(ModelStore store, Console console) {
        this.store = store;
        this.console = console;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the models.")
    int list(@Mixin CommonOptions common) throws KintsugiException {
        common.apply();
        List<StoredModel> models = store.list();
        if (common.json()) {
            console.json(Map.of("models", models.stream().map(m -> json(m.card())).toList()));
            return 0;
        }
        for (StoredModel m : models) {
            console.line(String.format("%-16s %-10s %-9s %s", m.card().id(), m.card().task(),
                    m.builtIn() ? "built in" : "installed", m.card().title()));
        }
        return 0;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a model's card.")
    int show(@Mixin CommonOptions common, @Parameters(paramLabel = "ID|PATH") String id) throws KintsugiException {
        common.apply();
        ModelCard card = store.find(id).map(StoredModel::card).orElseThrow(() -> new KintsugiException(
                "There is no model \"" + id + "\": see \"kintsugi models list\"."));
        if (common.json()) {
            console.json(json(card));
        } else {
            json(card).forEach((name, value) -> console.line(name + ": " + value));
        }
        return 0;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(ModelCard card) {
        return GSON.fromJson(GSON.toJsonTree(card), Map.class);
    }
}
