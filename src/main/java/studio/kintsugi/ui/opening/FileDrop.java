package studio.kintsugi.ui.opening;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import studio.kintsugi.ui.common.Texts;

/** Takes files that are dropped on the window; while they are dragged over it, a frame says that it would. */
public final class FileDrop extends StackPane {
    private final Consumer<List<Path>> dropped;

    /**
     * @param dropped receives the files
     */
    public FileDrop(Consumer<List<Path>> dropped) {
        this.dropped = dropped;
        setId("drop-frame");
        getStyleClass().add("drop-frame");
        Label says = new Label(null, new FontIcon("fth-download"));
        says.getStyleClass().add("title-3");
        Texts.say(says, "drop.here");
        getChildren().add(says);
        setMouseTransparent(true);
        setVisible(false);
    }

    /** Watches what is dragged over a scene, over which this lies. */
    public void watch(Scene scene) {
        scene.setOnDragOver(e -> {
            if (e.getDragboard().hasFiles()) {
                e.acceptTransferModes(TransferMode.COPY);
                setVisible(true);
            }
        });
        scene.setOnDragExited(e -> setVisible(false));
        scene.setOnDragDropped(e -> {
            setVisible(false);
            dropped.accept(e.getDragboard().getFiles().stream().map(File::toPath).toList());
            e.setDropCompleted(true);
        });
    }
}
