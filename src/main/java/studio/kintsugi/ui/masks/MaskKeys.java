package studio.kintsugi.ui.masks;

import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * The keys of a mask. Arrows move the pointer, or the gradient point that was touched last; the space bar puts the pen
 * down and lifts it.
 */
final class MaskKeys {
    private static final double STEP = 8;

    private final MaskOverlay overlay;
    private final MaskSettings settings;
    private boolean held;

    MaskKeys(MaskOverlay overlay, MaskSettings settings) {
        this.overlay = overlay;
        this.settings = settings;
    }

    /** A held space bar counts once. */
    void released(KeyEvent e) {
        held = held && e.getCode() != KeyCode.SPACE;
    }

    void pressed(KeyEvent e) {
        if (e.isShortcutDown() || e.isAltDown()) {
            return;
        }
        Optional<Point2D> arrow = arrow(e.getCode(), e.isShiftDown() ? 1 : STEP);
        if (arrow.isPresent()) {
            if (overlay.chosen().isPresent() && !overlay.isDrawing() && settings.tool.get() != MaskTool.BRUSH) {
                overlay.nudge(arrow.get().getX(), arrow.get().getY());
            } else {
                overlay.point(overlay.pointer().add(arrow.get()));
            }
            e.consume();
        } else if (act(e.getCode(), e.isShiftDown())) {
            e.consume();
        }
    }

    private static Optional<Point2D> arrow(KeyCode code, double by) {
        return switch (code) {
            case LEFT -> Optional.of(new Point2D(-by, 0));
            case RIGHT -> Optional.of(new Point2D(by, 0));
            case UP -> Optional.of(new Point2D(0, -by));
            case DOWN -> Optional.of(new Point2D(0, by));
            default -> Optional.empty();
        };
    }

    private boolean act(KeyCode code, boolean shift) {
        switch (code) {
            case OPEN_BRACKET, BRACELEFT -> change(shift, -1);
            case CLOSE_BRACKET, BRACERIGHT -> change(shift, 1);
            case SPACE -> {
                if (held) {
                    return true;
                }
                held = true;
                if (overlay.isDrawing()) {
                    overlay.end();
                } else {
                    overlay.begin(settings.erase.get());
                }
            }
            case ESCAPE -> {
                if (!overlay.isDrawing()) {
                    return false;
                }
                overlay.giveUp();
            }
            case B -> settings.tool.set(MaskTool.BRUSH);
            case G -> settings.tool.set(MaskTool.LINEAR);
            case R -> settings.tool.set(MaskTool.RADIAL);
            case X -> settings.erase.set(!settings.erase.get());
            case O -> settings.tint.set(!settings.tint.get());
            case P -> overlay.chooseNext();
            case DELETE, BACK_SPACE -> overlay.deleteChosen();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void change(boolean hardness, int by) {
        if (hardness) {
            settings.harden(by);
        } else {
            settings.grow(by);
        }
    }
}
