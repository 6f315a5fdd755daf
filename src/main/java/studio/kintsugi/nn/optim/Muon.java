package studio.kintsugi.nn.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import studio.kintsugi.compute.TensorMemory;
import studio.kintsugi.nn.Parameters;

/**
 * Momentum orthogonalised by Newton–Schulz (Muon; Jordan et al. 2024) for those weights that are matrices: 1×1
 * convolutions, and others seen as matrices of outputs by all the rest. Each step then moves every direction of a
 * matrix alike, instead of the few that gradients are largest in. What is no matrix follows AdamW at the same rate.
 */
public final class Muon implements Optimizer {
    private static final float MOMENTUM = 0.95f;
    /** Of the quintic iteration, which takes singular values to about 1 in five rounds. */
    private static final float A = 3.4445f;
    private static final float B = -4.7750f;
    private static final float C = 2.0315f;
    private static final int ROUNDS = 5;
    /** Root mean square of AdamW's steps, in units of the rate, that matrices are moved with (arXiv 2502.16982). */
    private static final float LIKE_ADAM = 0.2f;
    /** Length of a matrix without direction: what is left of a gradient that has died away, whose inverse overflows. */
    private static final double NOTHING = 1e-30;
    /** Sides below this are left to AdamW. */
    private static final int LEAST_SIDE = 16;

    private final NDManager manager;
    private final AdamW adam;
    private final List<Part> parts;

    /**
     * One tensor in the vector of all.
     *
     * @param at its first value
     * @param rows of the matrix that it is; 0 for none
     * @param columns likewise
     */
    record Part(int at, int size, int rows, int columns) {
        static Part of(int at, Shape shape) {
            int size = (int) shape.size();
            int rows = shape.dimension() < 2 ? 1 : (int) shape.get(0);
            boolean matrix = Math.min(rows, size / rows) >= LEAST_SIDE;
            return new Part(at, size, matrix ? rows : 0, matrix ? size / rows : 0);
        }
    }

    /**
     * @param manager where matrices are multiplied
     * @param m momentum; first moments where AdamW is followed
     * @param v second moments there
     */
    public Muon(NDManager manager, List<Part> parts, float[] m, float[] v, long steps, float beta2, float decay) {
        this.manager = manager;
        this.parts = parts;
        adam = new AdamW(m, v, steps, AdamW.BETA1, beta2, decay);
    }

    /** The parts of a vector in {@link FlatParameters}' order. Depthwise kernels and buffers are no matrices. */
    public static List<Part> parts(Parameters parameters, Set<String> buffers) {
        List<Part> out = new ArrayList<>();
        int at = 0;
        for (String name : parameters.names().stream().sorted().toList()) {
            Shape shape = parameters.get(name).getShape();
            out.add(Part.of(at, buffers.contains(name) ? new Shape(shape.size()) : shape));
            at += (int) shape.size();
        }
        return out;
    }

    @Override
    public void step(float[] w, float[] gradient, double rate) {
        adam.advance();
        try (NDManager scope = manager.newSubManager()) {
            for (Part part : parts) {
                if (part.rows() == 0) {
                    adam.move(w, gradient, rate, part.at(), part.at() + part.size());
                } else {
                    move(w, gradient, rate, part, scope);
                }
            }
        }
    }

    private void move(float[] w, float[] gradient, double rate, Part part, NDManager scope) {
        float[] m = m();
        float[] ahead = new float[part.size()];
        for (int i = 0; i < ahead.length; i++) {
            int at = part.at() + i;
            m[at] = MOMENTUM * m[at] + (1 - MOMENTUM) * gradient[at];
            ahead[i] = MOMENTUM * m[at] + (1 - MOMENTUM) * gradient[at];
        }
        float[] direction = orthogonal(ahead, part.rows(), part.columns(), scope);
        float size = (float) (rate * LIKE_ADAM * Math.sqrt(Math.max(part.rows(), part.columns())));
        float keep = (float) (1 - rate * adam.decay());
        for (int i = 0; i < direction.length; i++) {
            int at = part.at() + i;
            w[at] = w[at] * keep - size * direction[i];
        }
    }

    /** The matrix with all its singular values taken to about 1; zeros where it is all but zero. */
    static float[] orthogonal(float[] matrix, int rows, int columns, NDManager scope) {
        double squares = 0;
        for (float x : matrix) {
            squares += (double) x * x;
        }
        double length = Math.sqrt(squares);
        if (length < NOTHING) {
            return new float[matrix.length];
        }
        try (NDManager own = scope.newSubManager()) {
            NDArray x = TensorMemory.copyOf(matrix, new Shape(rows, columns), own)
                    .mul((float) (1 / length));
            boolean tall = rows > columns;
            x = tall ? x.transpose() : x;
            for (int i = 0; i < ROUNDS; i++) {
                NDArray a = x.matMul(x.transpose());
                NDArray b = a.mul(B).add(a.matMul(a).mul(C));
                x = x.mul(A).add(b.matMul(x));
            }
            return (tall ? x.transpose() : x).toFloatArray();
        }
    }

    @Override
    public float[] m() {
        return adam.m();
    }

    @Override
    public float[] v() {
        return adam.v();
    }
}
