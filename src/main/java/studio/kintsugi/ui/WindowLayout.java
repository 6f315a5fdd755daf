package studio.kintsugi.ui;

import java.util.concurrent.Executor;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.kintsugi.service.InferenceService;
import studio.kintsugi.ui.compare.CompareMode;
import studio.kintsugi.ui.compare.CompareView;
import studio.kintsugi.ui.jobs.JobList;
import studio.kintsugi.ui.tools.Tool;

/** Where everything in the window stands. */
final class WindowLayout extends BorderPane {
    private final WindowActions actions;
    private final CompareView compare;
    private final ToolPanel panel;
    private final Banner banner = new Banner();
    private final JobList jobs;
    private final FilmStrip strip;
    private final Label status = new Label("Open a photo to begin");
    private final ToggleGroup tools = new ToggleGroup();
    private final Node empty;
    private final TopBar topBar;

    WindowLayout(Executor executor, InferenceService service, WindowActions actions) {
        this.actions = actions;
        compare = new CompareView(executor);
        panel = new ToolPanel(service, actions::preview, actions::run);
        strip = new FilmStrip(actions::show);
        empty = emptyState();
        jobs = new JobList(actions::show);
        topBar = new TopBar(actions, compare, this::nextMode);
        setTop(topBar);
        setLeft(rail());
        StackPane centre = new StackPane(compare, empty);
        centre.setMinSize(0, 0);
        VBox.setVgrow(centre, Priority.ALWAYS);
        setCenter(new VBox(banner, centre));
        setRight(panel);
        status.setId("status");
        HBox statusLine = new HBox(status);
        statusLine.getStyleClass().add("status-line");
        setBottom(new VBox(jobs, strip, statusLine));
    }

    private Node rail() {
        VBox rail = new VBox();
        rail.setId("rail");
        rail.getStyleClass().add("rail");
        for (Tool tool : Tool.ALL) {
            ToggleButton button = new ToggleButton(tool.title(), new FontIcon(tool.icon()));
            button.setId("tool-" + tool.id());
            button.setToggleGroup(tools);
            button.setTooltip(new Tooltip(tool.summary()));
            button.setAccessibleText(tool.title());
            button.setContentDisplay(javafx.scene.control.ContentDisplay.TOP);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setOnAction(e -> {
                button.setSelected(true);
                actions.choose(tool);
            });
            rail.getChildren().add(button);
        }
        return rail;
    }

    private Node emptyState() {
        FontIcon icon = new FontIcon("fth-image");
        icon.getStyleClass().add("empty-icon");
        Label text = new Label("Drop a photo here");
        text.getStyleClass().add("title-3");
        Button open = new Button("_Open a photo…");
        open.setId("empty-open");
        open.setTooltip(new Tooltip("Open (Ctrl+O)"));
        open.setAccessibleText("Open a photo");
        open.getStyleClass().add("accent");
        open.setOnAction(e -> actions.open());
        Label promise = new Label("Everything happens on this computer.");
        promise.getStyleClass().add("text-muted");
        VBox box = new VBox(icon, text, open, promise);
        box.setId("empty");
        box.setAlignment(Pos.CENTER);
        box.setSpacing(14);
        return box;
    }

    void chooseFirstTool() {
        ((ToggleButton) tools.getToggles().getFirst()).fire();
    }

    void nextMode() {
        CompareMode next = compare.modeProperty().get().next();
        compare.modeProperty().set(next);
        compare.fit();
    }

    void pictureShown() {
        empty.setVisible(false);
    }

    void status(String text) {
        status.setText(text);
    }

    TopBar topBar() {
        return topBar;
    }

    WindowActions actions() {
        return actions;
    }

    CompareView compare() {
        return compare;
    }

    ToolPanel panel() {
        return panel;
    }

    Banner banner() {
        return banner;
    }

    JobList jobs() {
        return jobs;
    }

    FilmStrip strip() {
        return strip;
    }
}
