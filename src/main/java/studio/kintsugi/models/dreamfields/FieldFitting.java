package studio.kintsugi.models.dreamfields;

import java.util.List;
import studio.kintsugi.field.VoxelField;
import studio.kintsugi.field.camera.PosedView;

/** Optimises a field until it looks like given views. For one thread. */
public interface FieldFitting extends AutoCloseable {
    /**
     * One step.
     *
     * @param fraction of the work that is done, 0 to below 1; schedules follow it
     * @return mean squared error of the step's rays before it
     */
    double step(double fraction);

    /** The field as a grid: itself, or what is at its corners. */
    VoxelField field();

    /** How like views the field looks before white: the peak signal-to-noise ratio of each, dB. */
    double[] psnr(List<PosedView> views);

    /** The same of a few rays, dB over all: noisy, and cheap enough to be asked for while the field is fitted. */
    double glance(List<PosedView> views);

    @Override
    void close();
}
