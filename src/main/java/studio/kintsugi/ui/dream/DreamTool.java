package studio.kintsugi.ui.dream;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import studio.kintsugi.service.dream.DreamService;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** The tool that turns a prompt into a 3D object. */
public final class DreamTool implements Tool {
    private final DreamService dreams;

    /**
     * @param dreams closed by its owner
     */
    public DreamTool(DreamService dreams) {
        this.dreams = dreams;
    }

    @Override
    public String id() {
        return "dream";
    }

    @Override
    public String icon() {
        return "fth-moon";
    }

    @Override
    public boolean opens(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".kfield");
    }

    @Override
    public Optional<Workspace> workspace(ToolHost host) {
        return Optional.of(new DreamWorkspace(dreams, host));
    }
}
