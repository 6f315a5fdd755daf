package studio.kintsugi.ui.tools;

import javafx.scene.Node;

/** A tool's own place in the window, where it does not work on the open picture. For the JavaFX thread. */
public interface Studio extends AutoCloseable {
    /** Stands in place of the compare view. */
    Node centre();

    /** Stands in place of the panel at the right. */
    Node panel();

    /** The user wants to begin, as by Ctrl+R. */
    void run();

    /** The user wants to save what was made, as by Ctrl+S. */
    void save();

    /** The window closes. */
    @Override
    void close();
}
