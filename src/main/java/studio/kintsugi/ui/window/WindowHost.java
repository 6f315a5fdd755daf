package studio.kintsugi.ui.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import studio.kintsugi.service.restoration.InferenceService;
import studio.kintsugi.ui.common.BackgroundTasks;
import studio.kintsugi.ui.common.Banner;
import studio.kintsugi.ui.dialogs.FileDialogs;
import studio.kintsugi.ui.tools.ToolHost;

/** The window as tools see it. */
record WindowHost(InferenceService service, BackgroundTasks tasks, FileDialogs dialogs, Banner banner,
        Runnable history)
        implements ToolHost {
    @Override
    public List<Path> askPictures() {
        return dialogs.open();
    }

    @Override
    public Optional<Path> askSave(Path suggestion) {
        return dialogs.save(suggestion);
    }

    @Override
    public boolean confirm(String question) {
        return dialogs.confirm(question);
    }

    @Override
    public void browse(String address) {
        dialogs.browse(address);
    }

    @Override
    public void historyChanged() {
        history.run();
    }

    @Override
    public void note(String sentence) {
        banner.note(sentence);
    }

    @Override
    public void error(String sentence) {
        banner.error(sentence);
    }
}
