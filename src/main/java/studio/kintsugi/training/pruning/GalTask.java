package studio.kintsugi.training.pruning;

import static studio.kintsugi.nn.Functional.times;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import studio.kintsugi.checkpoint.StateDict;
import studio.kintsugi.checkpoint.TensorData;
import studio.kintsugi.compute.ComputeDevice;
import studio.kintsugi.models.gal.GalDiscriminator;
import studio.kintsugi.models.gal.GalLosses;
import studio.kintsugi.nn.Parameters;
import studio.kintsugi.nn.optim.Optimizer;
import studio.kintsugi.training.data.Batch;
import studio.kintsugi.training.engine.Optimization;
import studio.kintsugi.training.engine.Trainable;
import studio.kintsugi.training.engine.TrainingRecipe;
import studio.kintsugi.training.engine.TrainingTask;

/**
 * GAL on a network that makes pictures (arXiv 1903.09291, section 3): the whole network is frozen, a copy with
 * masks, the student, learns to imitate it with ever fewer channels, and a discriminator compares small squares of what
 * both change in the picture. No clean photos are needed: the whole network is the teacher.
 *
 * <p>Unlike in the paper, a mask is pressed in proportion to what its channel costs, and with a λ that grows until so
 * little is left standing as was asked for; the errors are counted in units of the teacher's own corrections.
 */
public final class GalTask implements TrainingTask {
    public static final String MASKS = "masks";
    /** Side of the squares that the discriminator sees, pixels. */
    private static final int SQUARE = 8;
    private static final float EPS = 1e-8f;

    /**
     * @param target share of the MACs to be left
     * @param maskRate FISTA's step length for a mask of average cost
     * @param firstLambda sparsity at the beginning
     * @param lastLambda sparsity at the end, reached geometrically
     * @param adversarial weight of the adversarial loss
     */
    public record Settings(double target, double maskRate, double firstLambda, double lastLambda, double adversarial) {}

    private final NDManager manager;
    private final Prunable model;
    private final Settings settings;
    private final PruningSubject subject;
    private final PruningSubject.Network teacher;
    private final Parameters student;
    private final Parameters discriminator;
    private final float[] costs;
    private double lambda;
    private boolean enough;
    private float[][] seen;
    private Shape seenShape;

    public GalTask(TrainingRecipe recipe, Prunable model, Settings settings, PruningSubject subject,
            ComputeDevice device) {
        manager = device.newManager();
        this.model = model;
        this.settings = settings;
        this.subject = subject;
        costs = model.costs();
        teacher = subject.network(model.card().hyperParameters(), new Parameters(manager, model.weights()));
        Map<String, TensorData> tensors = new LinkedHashMap<>(model.weights().tensors());
        float[] ones = new float[costs.length];
        Arrays.fill(ones, 1);
        tensors.put(MASKS, TensorData.ofFloats(ones, ones.length));
        student = new Parameters(manager, new StateDict(tensors));
        int side = SQUARE * teacher.scale();
        discriminator = new Parameters(manager, GalDiscriminator.initialWeights(3 * side * side,
                new SplittableRandom(recipe.seed())));
    }

    @Override
    public List<Trainable> trainables() {
        return List.of(new Student(), new Discriminator());
    }

    /** The copy with masks. */
    private final class Student implements Trainable {
        @Override
        public Parameters parameters() {
            return student;
        }

        @Override
        public Optimizer optimizer(Optimization optimization, float[] m, float[] v, long steps) {
            return new MaskedOptimizer(optimization, m, v, steps, new MaskedOptimizer.Sparsity(
                    (float) settings.maskRate(), () -> lambda, costs, GalTask.this::enough));
        }

        @Override
        public NDArray loss(List<NDArray> batch) {
            NDArray wanted = teacher.changes(batch);
            NDManager scope = wanted.getManager();
            NDArray given = masked(scope).changes(batch);
            NDArray unit = wanted.square().mean().add(EPS);
            NDArray deviation = unit.sqrt();
            NDArray ofTeacher = squares(wanted.div(deviation));
            NDArray ofStudent = squares(given.div(deviation));
            seen = new float[][] {ofTeacher.toFloatArray(), ofStudent.toFloatArray()};
            seenShape = ofTeacher.getShape();
            NDArray masks = student.get(MASKS).reshape(costs.length);
            masks.attach(scope);
            NDArray weights = times(scope.create(costs), lambda);
            return GalLosses.data(wanted, given).div(unit)
                    .add(times(GalLosses.generator(new GalDiscriminator(discriminator).frozen().apply(ofStudent)),
                            settings.adversarial()))
                    .add(masks.abs().mul(weights).sum());
        }
    }

    /** The discriminator, which sees what the student and the teacher gave in the same step. */
    private final class Discriminator implements Trainable {
        @Override
        public Parameters parameters() {
            return discriminator;
        }

        @Override
        public NDArray loss(List<NDArray> batch) {
            NDManager scope = batch.getFirst().getManager();
            GalDiscriminator d = new GalDiscriminator(discriminator);
            return GalLosses.discriminator(d.apply(scope.create(seen[0], seenShape)),
                    d.apply(scope.create(seen[1], seenShape)));
        }
    }

    private PruningSubject.Network masked(NDManager scope) {
        return subject.network(model.card().hyperParameters(),
                model.pruning().masked(student, student.get(MASKS), scope));
    }

    /** (N, 3, H, W) as squares: (N · H/s · W/s, 3 s²). */
    private NDArray squares(NDArray x) {
        int side = SQUARE * teacher.scale();
        Shape s = x.getShape();
        long rows = s.get(2) / side;
        long columns = s.get(3) / side;
        return x.get(":,:,:{},:{}", rows * side, columns * side).reshape(s.get(0), 3, rows, side, columns, side)
                .transpose(0, 2, 4, 1, 3, 5).reshape(s.get(0) * rows * columns, 3L * side * side);
    }

    private boolean enough(float[] masks) {
        enough = enough || model.reached(masks, settings.target());
        return enough;
    }

    @Override
    public Batch batch(long step) {
        return subject.batch(step);
    }

    @Override
    public void progress(double fraction) {
        lambda = settings.firstLambda() * Math.pow(settings.lastLambda() / settings.firstLambda(), fraction);
    }

    /** Of the network with its masks. */
    @Override
    public Map<String, Double> validate() {
        try (NDManager scope = manager.newSubManager()) {
            return subject.psnr(masked(scope), scope);
        }
    }

    @Override
    public Map<String, Double> baseline() {
        return subject.psnrOfInput();
    }

    @Override
    public String trainedOn() {
        return String.join("; ", model.card().trainingData());
    }

    @Override
    public void close() {
        manager.close();
    }
}
