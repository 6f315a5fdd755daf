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

    /** Mean squared error of each view, rendered before white. */
    double[] errors(List<PosedView> views);

    /** An estimate of the mean of {@link #errors} from a few rays: noisy, but cheap enough to follow a run with. */
    double estimatedError(List<PosedView> views);

    @Override
    void close();
}
