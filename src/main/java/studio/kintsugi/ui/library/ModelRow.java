package studio.kintsugi.ui.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import studio.kintsugi.service.library.LibraryModel;
import studio.kintsugi.service.library.LibraryModel.Origin;
import studio.kintsugi.service.training.TrainingService;
import studio.kintsugi.store.CatalogEntry;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Quantities;
import studio.kintsugi.ui.common.Texts;

/** One model: what it is, and what can be done with it. */
final class ModelRow extends VBox {
    private final LibraryModel model;
    private final Actions actions;

    /** What can be done with a model. */
    interface Actions {
        void makeDefault(LibraryModel model);

        void verify(LibraryModel model);

        /** Trains it further with pairs of pictures. */
        void teach(LibraryModel model);

        /** Makes a faster variant of it. */
        void faster(LibraryModel model);

        void delete(LibraryModel model);

        void download(CatalogEntry entry);

        void browse(String address);
    }

    /**
     * @param hasTool whether a tool of this program uses models of its task
     * @param time how long it should take on this machine, where that is known
     * @param download the running download, if any
     */
    ModelRow(LibraryModel model, boolean hasTool, Optional<String> time, Optional<DownloadLine> download,
            Actions actions) {
        this.model = model;
        this.actions = actions;
        setId("model-" + model.id());
        getStyleClass().add("model-row");
        getChildren().addAll(head(hasTool, download.isPresent()), Controls.text(facts(), "text-small", "text-muted"),
                Controls.text(model.provenance(), "text-small", "text-muted"));
        Stream.concat(ModelText.metrics(model.metrics()).stream(), time.stream())
                .forEach(line -> getChildren().add(Controls.text(line, "text-small")));
        download.ifPresent(getChildren()::add);
        model.entry().filter(e -> !e.isDownloadable()).ifPresent(e -> getChildren().add(byHand(e)));
    }

    private HBox head(boolean hasTool, boolean downloading) {
        Label title = Controls.text(model.title(), "text-bold");
        HBox head = new HBox(title);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("model-head");
        if (model.isDefault() && hasTool) {
            Label badge = new Label(Texts.of("model.default"));
            badge.setId("default-" + model.id());
            badge.setTooltip(new Tooltip(Texts.of("model.default.hint", ModelText.task(model.task()))));
            badge.getStyleClass().add("badge");
            badge.setMinWidth(USE_PREF_SIZE);
            head.getChildren().add(badge);
        }
        head.getChildren().add(Controls.gap());
        head.getChildren().addAll(buttons(hasTool, downloading));
        return head;
    }

    private List<Button> buttons(boolean hasTool, boolean downloading) {
        List<Button> buttons = new ArrayList<>();
        String id = model.id();
        if (model.origin() == Origin.AVAILABLE) {
            if (model.entry().orElseThrow().isDownloadable() && !downloading) {
                String verb = model.arrived() > 0 ? "resume" : "download";
                Button download = Controls.button("download-" + id, Texts.of(verb), "fth-download",
                        Texts.of(verb + ".hint", model.title(), host(model.entry().orElseThrow().address()),
                                Quantities.size(model.arrived())),
                        () -> actions.download(model.entry().orElseThrow()));
                download.getStyleClass().add("small");
                buttons.add(download);
            }
            return buttons;
        }
        if (hasTool && !model.isDefault()) {
            Button choose = Controls.button("make-default-" + id, Texts.of("model.choose"), null,
                    Texts.of("model.choose.hint", ModelText.task(model.task()), model.title()),
                    () -> actions.makeDefault(model));
            choose.getStyleClass().addAll("small", "flat");
            buttons.add(choose);
        }
        if (hasTool && model.card().filter(TrainingService::canTeach).isPresent()) {
            buttons.add(Controls.iconButton("teach-" + id, "fth-edit-3", Texts.of("teach.hint", model.title()),
                    () -> actions.teach(model)));
        }
        if (hasTool && model.card().filter(TrainingService::canBeFaster).isPresent()) {
            buttons.add(Controls.iconButton("faster-" + id, "fth-zap", Texts.of("faster.hint", model.title()),
                    () -> actions.faster(model)));
        }
        buttons.add(Controls.iconButton("verify-" + id, "fth-check-circle",
                Texts.of("verify.hint", model.title()), () -> actions.verify(model)));
        if (model.origin() == Origin.INSTALLED) {
            Button delete = Controls.iconButton("delete-" + id, "fth-trash-2", Texts.of("delete.hint", model.title()),
                    () -> actions.delete(model));
            delete.getStyleClass().add("danger");
            buttons.add(delete);
        }
        return buttons;
    }

    private String facts() {
        Stream<String> facts = Stream.of(ModelText.task(model.task()), ModelText.architecture(model.architecture()),
                Quantities.size(model.bytes()), ModelText.license(model.license()));
        return String.join("  ·  ", facts.filter(s -> !s.isEmpty()).toList());
    }

    private VBox byHand(CatalogEntry entry) {
        Label text = Controls.text(Texts.of("by.hand", entry.file()), "text-small");
        text.setId("by-hand-" + entry.id());
        Hyperlink page = Controls.describe(new Hyperlink(entry.page()), "page-" + entry.id(),
                Texts.of("page.hint", entry.page()));
        page.setMnemonicParsing(false);
        page.setOnAction(e -> actions.browse(entry.page()));
        Button copy = Controls.iconButton("copy-page-" + entry.id(), "fth-copy", Texts.of("page.copy.hint"), () -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(entry.page());
            Clipboard.getSystemClipboard().setContent(content);
        });
        FlowPane link = new FlowPane(page, copy);
        link.setAlignment(Pos.CENTER_LEFT);
        return new VBox(text, link);
    }

    private static String host(String address) {
        return address.replaceFirst("^[a-z]+://", "").replaceFirst("[/?].*$", "");
    }
}
