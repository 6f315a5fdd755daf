package studio.kintsugi.ui.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
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
import studio.kintsugi.ui.tools.Tool;

/** One model: what it is good for, and what can be done with it; its figures, licence and origin fold out. */
final class ModelRow extends VBox {
    private static final double NAME_WIDTH = 320;

    private final LibraryModel model;
    private final Actions actions;
    private final Supplier<String> name;
    private final Label title;

    /** What can be done with a model. */
    interface Actions {
        void makeDefault(LibraryModel model);

        void verify(LibraryModel model);

        /** Trains it further with pairs of pictures. */
        void teach(LibraryModel model);

        /** Makes a faster variant of it. */
        void faster(LibraryModel model);

        void rename(LibraryModel model, String title);

        void delete(LibraryModel model);

        void download(CatalogEntry entry);

        void browse(String address);
    }

    /**
     * @param hasTool whether a tool of this program uses models of its task
     * @param time its quality and how long it takes, in words; nothing where that is not known
     * @param download the running download, if any
     */
    ModelRow(LibraryModel model, boolean hasTool, Optional<Supplier<String>> time, Optional<DownloadLine> download,
            Actions actions) {
        this.model = model;
        this.actions = actions;
        this.name = () -> ModelText.title(model.id(), model.title());
        setId("model-" + model.id());
        getStyleClass().add("model-row");
        title = Controls.text(Texts.text(name), "text-bold");
        getChildren().addAll(head(hasTool, download.isPresent()),
                Controls.text(Texts.text(() -> ModelText.about(model))));
        time.ifPresent(words -> getChildren().add(Controls.text(Texts.text(words), "text-muted")));
        download.ifPresent(getChildren()::add);
        model.entry().filter(e -> !e.isDownloadable()).ifPresent(e -> getChildren().add(byHand(e)));
        List<Button> further = further(hasTool);
        if (!further.isEmpty()) {
            FlowPane row = new FlowPane(4, 4);
            row.getChildren().addAll(further);
            getChildren().add(row);
        }
        getChildren().add(details());
    }

    private HBox head(boolean hasTool, boolean downloading) {
        HBox head = new HBox(title);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("model-head");
        if (model.isDefault() && hasTool) {
            Label badge = Controls.describe(Texts.say(new Label(), "model.default"), "default-" + model.id(),
                    Texts.text("model.default.hint", Tool.named(model.task())));
            badge.getStyleClass().add("badge");
            badge.setMinWidth(USE_PREF_SIZE);
            head.getChildren().add(badge);
        }
        head.getChildren().add(Controls.gap());
        first(hasTool, downloading).ifPresent(head.getChildren()::add);
        return head;
    }

    /** What is done with a model most. */
    private Optional<Button> first(boolean hasTool, boolean downloading) {
        String id = model.id();
        if (model.origin() == Origin.AVAILABLE) {
            if (downloading || !model.entry().orElseThrow().isDownloadable()) {
                return Optional.empty();
            }
            CatalogEntry entry = model.entry().orElseThrow();
            String verb = model.arrived() > 0 ? "resume" : "download";
            Button download = Controls.button("download-" + id, Texts.text(verb), "fth-download",
                    Texts.text(() -> Texts.of(verb + ".hint", name.get(), host(entry.address()),
                            Quantities.size(model.arrived()))), () -> actions.download(entry));
            download.getStyleClass().add("small");
            return Optional.of(download);
        }
        if (!hasTool || model.isDefault()) {
            return Optional.empty();
        }
        Button choose = Controls.button("make-default-" + id, Texts.text("model.choose"), null,
                Texts.text(() -> Texts.of("model.choose.hint", ModelText.task(model.task()), name.get())),
                () -> actions.makeDefault(model));
        choose.getStyleClass().add("small");
        return Optional.of(choose);
    }

    private List<Button> further(boolean hasTool) {
        List<Button> buttons = new ArrayList<>();
        if (model.origin() == Origin.AVAILABLE) {
            return buttons;
        }
        if (hasTool && model.card().filter(TrainingService::canTeach).isPresent()) {
            buttons.add(small("teach", "fth-book-open", () -> actions.teach(model)));
        }
        if (hasTool && model.card().filter(TrainingService::canBeFaster).isPresent()) {
            buttons.add(small("faster", "fth-zap", () -> actions.faster(model)));
        }
        buttons.add(small("verify", "fth-check-circle", () -> actions.verify(model)));
        if (model.origin() == Origin.INSTALLED) {
            buttons.add(small("rename", "fth-edit-2", this::askName));
            Button delete = small("delete", "fth-trash-2", () -> actions.delete(model));
            delete.getStyleClass().add("danger");
            buttons.add(delete);
        }
        return buttons;
    }

    private Button small(String verb, String icon, Runnable action) {
        Button button = Controls.button(verb + "-" + model.id(), Texts.text(verb + ".word"), icon,
                Texts.text(() -> Texts.of(verb + ".hint", name.get())), action);
        button.getStyleClass().addAll("small", "flat");
        return button;
    }

    /** Puts a field in the place of the title; Enter keeps what is in it, Esc leaves the title as it was. */
    private void askName() {
        HBox head = (HBox) title.getParent();
        if (head == null) {
            return;
        }
        TextField field = Controls.describe(new TextField(name.get()), "name-" + model.id(),
                Texts.text("rename.field.hint"));
        field.setPrefWidth(NAME_WIDTH);
        head.getChildren().set(0, field);
        field.requestFocus();
        field.selectAll();
        field.setOnAction(e -> {
            head.getChildren().set(0, title);
            actions.rename(model, field.getText());
        });
        field.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                head.getChildren().set(0, title);
                e.consume();
            }
        });
    }

    private TitledPane details() {
        VBox facts = new VBox(4, Controls.text(Texts.text(this::facts), "text-small"),
                Controls.text(model.provenance(), "text-small", "text-muted"));
        model.card().ifPresent(c -> c.trainingData().forEach(
                source -> facts.getChildren().add(Controls.text(source, "text-small", "text-muted"))));
        facts.getChildren().add(Controls.text(Texts.text(
                () -> String.join("\n", ModelText.metrics(model.metrics()))), "text-small"));
        TitledPane pane = Controls.describe(new TitledPane("", facts), "details-" + model.id(),
                Texts.text(() -> Texts.of("model.details.hint", name.get())));
        Texts.say(pane, "model.details");
        pane.setExpanded(false);
        pane.setAnimated(false);
        pane.getStyleClass().add("figures");
        return pane;
    }

    private String facts() {
        Stream<String> facts = Stream.of(ModelText.task(model.task()), ModelText.architecture(model.architecture()),
                Quantities.size(model.bytes()), ModelText.license(model.license()));
        return String.join("  ·  ", facts.filter(s -> !s.isEmpty()).toList());
    }

    private VBox byHand(CatalogEntry entry) {
        Label text = Controls.text(Texts.text("by.hand", entry.file()), "text-small");
        text.setId("by-hand-" + entry.id());
        Hyperlink page = Controls.describe(new Hyperlink(entry.page()), "page-" + entry.id(),
                Texts.text("page.hint", entry.page()));
        page.setMnemonicParsing(false);
        page.setOnAction(e -> actions.browse(entry.page()));
        Button copy = Controls.iconButton("copy-page-" + entry.id(), "fth-copy", Texts.text("page.copy.hint"), () -> {
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
