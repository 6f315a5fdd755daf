package studio.kintsugi.ui.colorize;

import java.util.Optional;
import studio.kintsugi.service.colorize.ColorizeService;
import studio.kintsugi.service.colorize.Colorizer;
import studio.kintsugi.ui.tools.Tool;
import studio.kintsugi.ui.tools.ToolHost;
import studio.kintsugi.ui.tools.Workspace;

/** The tool that colours a sketch after references. */
public final class ColorizeTool implements Tool {
    private final ColorizeService service;

    /**
     * @param service closed by its owner
     */
    public ColorizeTool(ColorizeService service) {
        this.service = service;
    }

    @Override
    public String id() {
        return Colorizer.TASK;
    }

    @Override
    public String icon() {
        return "fth-droplet";
    }

    @Override
    public Optional<Workspace> workspace(ToolHost host) {
        return Optional.of(new ColorizeWorkspace(service, host));
    }
}
