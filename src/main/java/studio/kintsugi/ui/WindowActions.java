package studio.kintsugi.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import studio.kintsugi.ui.document.Document;
import studio.kintsugi.ui.tools.Tool;

/** What the user asks the window for. */
interface WindowActions {
    void open();

    void open(Path picture);

    /** Has {@code show} given the pictures that were opened last, as soon as they are known. */
    void recent(Consumer<List<Path>> show);

    void forgetRecent();

    void save();

    void saveAs();

    void undo();

    void redo();

    void preview();

    void run();

    void choose(Tool tool);

    void show(Document document);

    /** Opens the model manager. */
    void models();
}
