package studio.kintsugi.ui.history;

import studio.kintsugi.ui.picture.Document;

/** What is done to a step by hand, on the picture. For the JavaFX thread. */
public interface HistoryActions {
    /** Changes a step that moves pixels. */
    void change(Document document, int id);

    /** Says where a step applies. */
    void mask(Document document, int id);
}
