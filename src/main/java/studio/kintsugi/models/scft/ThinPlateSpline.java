package studio.kintsugi.models.scft;

/**
 * The smoothest displacement of the plane that takes some points to others (Bookstein 1989), with U(r) = r² ln(r +
 * 1e-6). The paper warps references with it (section 3.1). Coordinates are of any scale; pictures use 0–1 from edge to
 * edge.
 */
public final class ThinPlateSpline {
    private static final double EPS = 1e-6;

    private final double[][] centers;
    /** Weights of the centres and then 1, x, y; each with the displacement's x and y. */
    private final double[][] theta;

    /**
     * @param from where points of the warped picture come from: (x, y) each
     * @param to where they are seen; three of them at least not on a line
     * @throws IllegalArgumentException where points are too few, coincide or are all on a line
     */
    public ThinPlateSpline(double[][] from, double[][] to) {
        if (from.length != to.length || to.length < 3) {
            throw new IllegalArgumentException("a spline needs as many points as it has targets, three at least");
        }
        int n = to.length;
        double[][] a = new double[n + 3][n + 5];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = u(to[i][0] - to[j][0], to[i][1] - to[j][1]);
            }
            double[] affine = {1, to[i][0], to[i][1]};
            for (int k = 0; k < 3; k++) {
                a[i][n + k] = affine[k];
                a[n + k][i] = affine[k];
            }
            a[i][n + 3] = from[i][0] - to[i][0];
            a[i][n + 4] = from[i][1] - to[i][1];
        }
        centers = to;
        theta = solve(a);
    }

    /** Weights of the points in their order, then those of 1, x and y: (points + 3, 2). */
    public double[][] theta() {
        return theta;
    }

    /** Where the point (x, y) of the warped picture comes from. */
    public double[] source(double x, double y) {
        int n = centers.length;
        double dx = theta[n][0] + theta[n + 1][0] * x + theta[n + 2][0] * y;
        double dy = theta[n][1] + theta[n + 1][1] * x + theta[n + 2][1] * y;
        for (int i = 0; i < n; i++) {
            double u = u(x - centers[i][0], y - centers[i][1]);
            dx += theta[i][0] * u;
            dy += theta[i][1] * u;
        }
        return new double[] {x + dx, y + dy};
    }

    private static double u(double dx, double dy) {
        double r2 = dx * dx + dy * dy;
        return r2 * Math.log(Math.sqrt(r2) + EPS);
    }

    /** Gaussian elimination with partial pivoting; the last two columns are right-hand sides. */
    private static double[][] solve(double[][] a) {
        int n = a.length;
        for (int column = 0; column < n; column++) {
            int pivot = column;
            for (int row = column + 1; row < n; row++) {
                pivot = Math.abs(a[row][column]) > Math.abs(a[pivot][column]) ? row : pivot;
            }
            if (Math.abs(a[pivot][column]) < 1e-12) {
                throw new IllegalArgumentException("a spline's points coincide or lie on a line");
            }
            double[] swap = a[column];
            a[column] = a[pivot];
            a[pivot] = swap;
            for (int row = column + 1; row < n; row++) {
                double factor = a[row][column] / a[column][column];
                for (int k = column; k < n + 2; k++) {
                    a[row][k] -= factor * a[column][k];
                }
            }
        }
        double[][] x = new double[n][2];
        for (int row = n - 1; row >= 0; row--) {
            for (int side = 0; side < 2; side++) {
                double sum = a[row][n + side];
                for (int k = row + 1; k < n; k++) {
                    sum -= a[row][k] * x[k][side];
                }
                x[row][side] = sum / a[row][row];
            }
        }
        return x;
    }
}
