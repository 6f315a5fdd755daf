package studio.kintsugi.field.mesh;

/** A triangle in a plane of unit squares, whichever way it turns. */
record FlatTriangle(float[] u, float[] v) {
    /** Weights above which a middle is not on an edge, where rounding would give it to both sides. */
    private static final float EDGE = 1e-5f;

    /** Takes a square and the weights of the three corners at its middle; the weights are used again. */
    interface Visitor {
        void square(int column, int row, float[] weights);
    }

    /** Visits the squares whose middles lie inside. */
    void eachInside(Visitor visitor) {
        double area = (u[1] - u[0]) * (double) (v[2] - v[0]) - (u[2] - u[0]) * (double) (v[1] - v[0]);
        if (area == 0) {
            return;
        }
        float[] weights = new float[3];
        for (int row = (int) Math.floor(least(v)); row <= most(v); row++) {
            for (int column = (int) Math.floor(least(u)); column <= most(u); column++) {
                double x = column + 0.5 - u[0];
                double y = row + 0.5 - v[0];
                weights[1] = (float) ((x * (v[2] - v[0]) - (u[2] - u[0]) * y) / area);
                weights[2] = (float) (((u[1] - u[0]) * y - x * (v[1] - v[0])) / area);
                weights[0] = 1 - weights[1] - weights[2];
                if (weights[0] > EDGE && weights[1] > EDGE && weights[2] > EDGE) {
                    visitor.square(column, row, weights);
                }
            }
        }
    }

    private static float least(float[] all) {
        return Math.min(all[0], Math.min(all[1], all[2]));
    }

    private static float most(float[] all) {
        return Math.max(all[0], Math.max(all[1], all[2]));
    }
}
