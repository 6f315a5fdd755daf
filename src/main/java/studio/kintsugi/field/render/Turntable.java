package studio.kintsugi.field.render;

import java.awt.image.BufferedImage;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.Camera;

/** One full turn round a field, frame by frame. */
public final class Turntable {
    private static final int MILLISECONDS = 2400;

    private final VoxelField field;
    private final LitScene scene;
    private final Camera from;
    private final int side;
    private final int frames;

    /**
     * @param from the first view; the others have the same height and distance
     * @param side in pixels
     * @param frames of the turn, which takes 2.4 seconds
     * @param flat whether colours are shown without light, before white
     */
    public Turntable(VoxelField field, Camera from, int side, int frames, boolean flat) {
        this.field = field;
        this.from = from;
        this.side = side;
        this.frames = frames;
        scene = flat ? null : new LitScene(field);
    }

    public int side() {
        return side;
    }

    public int frames() {
        return frames;
    }

    /** How long each frame is seen. */
    public double millisecondsAFrame() {
        return (double) MILLISECONDS / frames;
    }

    /** Renders a frame. */
    public BufferedImage frame(int index) {
        Camera camera = from.turned(2 * Math.PI * index / frames);
        return scene == null ? Still.beforeWhite(field, camera, side) : Still.lit(scene, camera, side);
    }
}
