package studio.kintsugi.ui.common;

import javafx.beans.property.ReadOnlyIntegerProperty;

/** What shows a picture at a zoom: all zooms are about the middle. For the JavaFX thread. */
public interface Zoomable {
    /** Factor of one step of {@link #zoomIn} and {@link #zoomOut}. */
    double STEP = 1.25;

    /** The zoom: screen pixels in a hundred of the picture's. */
    ReadOnlyIntegerProperty percentProperty();

    /** Screen pixels per picture pixel. */
    double zoom();

    /** Zooms to that many screen pixels per picture pixel. */
    void zoomTo(double scale);

    /** Fits the whole picture into the frame. */
    void fit();

    /** Zooms in by a step. */
    default void zoomIn() {
        zoomTo(zoom() * STEP);
    }

    /** Zooms out by a step. */
    default void zoomOut() {
        zoomTo(zoom() / STEP);
    }
}
