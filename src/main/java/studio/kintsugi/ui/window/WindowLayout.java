package studio.kintsugi.ui.window;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.kintsugi.ui.command.Command;
import studio.kintsugi.ui.command.CommandMenuBar;
import studio.kintsugi.ui.command.Commands;
import studio.kintsugi.ui.common.Banner;
import studio.kintsugi.ui.common.Controls;
import studio.kintsugi.ui.common.Texts;
import studio.kintsugi.ui.common.Zoomable;
import studio.kintsugi.ui.compare.CompareMode;
import studio.kintsugi.ui.compare.CompareView;
import studio.kintsugi.ui.compare.Navigator;
import studio.kintsugi.ui.history.HistoryPanel;
import studio.kintsugi.ui.information.InformationPanel;
import studio.kintsugi.ui.panel.SidePanel;
import studio.kintsugi.ui.panel.ToolPanel;
import studio.kintsugi.ui.picture.JobList;
import studio.kintsugi.ui.picture.PictureEditor;
import studio.kintsugi.ui.queue.JobQueue;
import studio.kintsugi.ui.queue.QueuePanel;
import studio.kintsugi.ui.saving.SavingLine;
import studio.kintsugi.ui.strip.FilmStrip;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** Arranges the parts of the window. */
final class WindowLayout extends BorderPane {
    private final WindowActions actions;
    private final CompareView compare;
    private final ToolPanel panel;
    private final HistoryPanel history;
    private final InformationPanel information;
    private final SidePanel side;
    private final Banner banner;
    private final SavingLine saving = new SavingLine();
    private final JobList jobs;
    private final JobQueue queue = new JobQueue();
    private final QueuePanel queuePanel;
    private final FilmStrip strip;
    private final Label status = Texts.say(new Label(), "status.empty");
    private final ToggleGroup tools = new ToggleGroup();
    private final Node empty;
    private final StackPane picture;
    private final StackPane center;
    private final TopBar topBar;
    private final VBox bottom;
    private final ObjectProperty<Zoomable> zoomed;
    private final VBox rail = new VBox();

    /**
     * @param tiles makes the tiles of the compare view
     * @param host offered to tools
     * @param offer lies over the picture as long as it is visible
     * @param all the tools in the order of the rail
     * @param compared called when other steps are to be compared
     */
    WindowLayout(Executor tiles, ToolHost host, Banner banner, Node offer, WindowActions actions,
            Commands commands, List<Tool> all, Runnable compared) {
        this.banner = banner;
        this.actions = actions;
        compare = new CompareView(tiles);
        zoomed = new SimpleObjectProperty<>(compare);
        panel = new ToolPanel(host, actions::preview, actions::run, actions::byProduct, actions::strength);
        history = new HistoryPanel(host.service(), compared);
        information = new InformationPanel(compare, host.tasks());
        side = new SidePanel(panel, history, information);
        strip = new FilmStrip(actions, tiles);
        empty = emptyState();
        jobs = new JobList(actions::show, actions::putFirst, actions::pause);
        queuePanel = new QueuePanel(queue, actions);
        new WindowCommands(commands, actions).add(this, all);
        topBar = new TopBar(actions, commands, zoomed);
        setTop(new VBox(new CommandMenuBar(commands), topBar));
        setLeft(rail(all));
        Navigator navigator = new Navigator(compare, host.tasks());
        StackPane.setAlignment(navigator, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(navigator, new Insets(12));
        picture = new StackPane(compare, navigator, empty);
        picture.setMinSize(0, 0);
        center = new StackPane(picture);
        center.setMinSize(0, 0);
        // messages and jobs lie over the picture, so that nothing moves when they come and go
        VBox messages = new VBox(offer, saving, banner);
        messages.setMaxHeight(USE_PREF_SIZE);
        StackPane.setAlignment(messages, Pos.TOP_CENTER);
        StackPane briefly = new StackPane(jobs);
        briefly.setMaxHeight(USE_PREF_SIZE);
        briefly.visibleProperty().bind(queuePanel.visibleProperty().not());
        StackPane.setAlignment(briefly, Pos.BOTTOM_CENTER);
        StackPane.setAlignment(queuePanel, Pos.BOTTOM_CENTER);
        setCenter(new StackPane(center, messages, briefly, queuePanel));
        setRight(side);
        status.setId("status");
        Button open = Controls.button("queue-open", Texts.text("jobs"), "fth-list", Texts.text("queue.open.hint"),
                queuePanel::swap);
        open.getStyleClass().addAll("flat", "small");
        HBox statusLine = new HBox(status, Controls.gap(), open);
        statusLine.setAlignment(Pos.CENTER_LEFT);
        statusLine.getStyleClass().add("status-line");
        bottom = new VBox(strip, statusLine);
        setBottom(bottom);
    }

    private Node rail(List<Tool> all) {
        rail.setId("rail");
        rail.getStyleClass().add("rail");
        for (Tool tool : all) {
            int place = rail.getChildren().size() + 1;
            ToggleButton button = Controls.describe(
                    Texts.say(new ToggleButton(null, new FontIcon(tool.icon())), tool::title), "tool-" + tool.id(),
                    Texts.text(() -> Texts.of("tool.hint", tool.title(), tool.summary(), place)));
            button.setToggleGroup(tools);
            button.setContentDisplay(ContentDisplay.TOP);
            button.setWrapText(true);
            button.setMinHeight(USE_PREF_SIZE);
            button.setTextAlignment(TextAlignment.CENTER);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(e -> {
                button.setSelected(true);
                actions.choose(tool);
            });
            rail.getChildren().add(button);
        }
        return Controls.scrolling(rail);
    }

    private Node emptyState() {
        FontIcon icon = new FontIcon("fth-image");
        icon.getStyleClass().add("empty-icon");
        Button open = Controls.button("empty-open", Texts.text("empty.open"), null, Texts.text("open.hint"),
                actions::open);
        open.getStyleClass().add("accent");
        VBox box = new VBox(icon, Controls.text(Texts.text("empty.drop"), "title-3"), open,
                Controls.text(Texts.text("empty.promise"), "text-muted"));
        box.setId("empty");
        box.setAlignment(Pos.CENTER);
        box.setSpacing(14);
        return box;
    }

    /** Chooses the tool at an index of the rail, from 0; does nothing beyond its end. */
    void chooseTool(int place) {
        if (place < tools.getToggles().size()) {
            ((ToggleButton) tools.getToggles().get(place)).fire();
        }
    }

    /** Shows a tool's own workspace. */
    void show(Workspace workspace) {
        zoomed.set(workspace.zoomable().orElse(null));
        bottom.getChildren().remove(strip);
        center.getChildren().setAll(workspace.center());
        setRight(Controls.scrollingIfTight(workspace.panel()));
    }

    /** Shows the picture and the tools' common panel. */
    void showPicture() {
        side.showTool();
        if (getRight() != side) {
            zoomed.set(compare);
            bottom.getChildren().addFirst(strip);
            center.getChildren().setAll(picture);
            setRight(side);
        }
    }

    /** Lays an editor over the picture. */
    void show(PictureEditor editor) {
        center.getChildren().setAll(picture, editor.over());
        setRight(editor.panel());
    }

    /** Shows the picture and the side panel again, as it was. */
    void leaveEditor() {
        center.getChildren().setAll(picture);
        setRight(side);
    }

    /** Adds a command to the end of the rail. */
    void addToRail(Command command, String icon, String text) {
        Button button = new Button(null, new FontIcon(icon));
        button.setId("rail-" + command.id());
        Texts.say(button, text);
        Controls.describe(button, command.hint());
        button.setContentDisplay(ContentDisplay.TOP);
        button.setMaxWidth(Double.MAX_VALUE);
        button.disableProperty().bind(command.enabledProperty().not());
        button.setOnAction(e -> command.run());
        rail.getChildren().add(button);
    }

    void nextMode() {
        CompareMode next = compare.modeProperty().get().next();
        compare.modeProperty().set(next);
    }

    /** Shows the picture, or an invitation to open one. */
    void hasPicture(boolean has) {
        empty.setVisible(!has);
    }

    void status(Supplier<String> text) {
        Texts.say(status, text);
    }

    TopBar topBar() {
        return topBar;
    }

    CompareView compare() {
        return compare;
    }

    HistoryPanel history() {
        return history;
    }

    /** What zooms now: the picture, or what a workspace shows; null where nothing does. */
    ObservableValue<Zoomable> zoomed() {
        return zoomed;
    }

    InformationPanel information() {
        return information;
    }

    SidePanel side() {
        return side;
    }

    ToolPanel panel() {
        return panel;
    }

    Banner banner() {
        return banner;
    }

    JobQueue queue() {
        return queue;
    }

    /** Opens the queue, or closes it. */
    void swapQueue() {
        queuePanel.swap();
    }

    SavingLine saving() {
        return saving;
    }

    JobList jobs() {
        return jobs;
    }

    FilmStrip strip() {
        return strip;
    }
}
