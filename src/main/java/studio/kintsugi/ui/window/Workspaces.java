package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** The workspaces of the tools that have one, made when they are first needed, and which of them is shown. */
final class Workspaces implements AutoCloseable {
    private final List<Tool> tools;
    private final ToolHost host;
    private final WindowLayout layout;
    private final Map<Tool, Optional<Workspace>> made = new HashMap<>();
    private Optional<Workspace> current = Optional.empty();

    /** @param tools in the order of the rail */
    Workspaces(List<Tool> tools, ToolHost host, WindowLayout layout) {
        this.tools = tools;
        this.host = host;
        this.layout = layout;
    }

    /** The one that is shown; empty where the picture in front is. */
    Optional<Workspace> current() {
        return current;
    }

    boolean showsPicture() {
        return current.isEmpty();
    }

    /** Shows the workspace of a tool, or the picture where it has none. */
    void show(Tool tool) {
        current = made.computeIfAbsent(tool, t -> t.workspace(host));
        current.ifPresentOrElse(layout::show, layout::showPicture);
    }

    /**
     * Opens files that are a tool's own in its workspace, and pictures in the one that is shown if it wants them.
     *
     * @param opened receives a tool's own files
     * @return all others
     */
    List<Path> take(List<Path> chosen, Consumer<List<Path>> opened) {
        List<Path> pictures = new ArrayList<>(chosen);
        for (Tool tool : tools) {
            List<Path> own = chosen.stream().filter(tool::opens).toList();
            if (!own.isEmpty()) {
                pictures.removeAll(own);
                layout.chooseTool(tools.indexOf(tool));
                current.orElseThrow().take(own);
                opened.accept(own);
            }
        }
        boolean taken = !pictures.isEmpty() && current.filter(w -> w.take(pictures)).isPresent();
        return taken ? List.of() : pictures;
    }

    void modelsChanged() {
        made.values().forEach(w -> w.ifPresent(Workspace::modelsChanged));
    }

    @Override
    public void close() {
        made.values().forEach(w -> w.ifPresent(Workspace::close));
    }
}
