package org.remanence.theory;

import java.util.function.DoubleUnaryOperator;

/// Averages over a standard normal by the trapezoidal rule on evenly spaced nodes: the error falls exponentially with the ratio
/// of the scale on which a function varies to the spacing.
public final class NormalGrid {
    private final double step;
    private final double[] weights;

    /// @param reach largest |z|
    /// @param count of nodes, odd
    public NormalGrid(double reach, int count) {
        step = 2 * reach / (count - 1);
        weights = new double[count];
        for (int i = 0; i < count; i++) {
            double z = node(i);
            weights[i] = step * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
        }
    }

    /// How many nodes.
    public int count() {
        return weights.length;
    }

    /// Place of a node.
    public double node(int i) {
        return step * (i - weights.length / 2);
    }

    /// Weight of a node; the weights sum to 1 up to what lies beyond the reach.
    public double weight(int i) {
        return weights[i];
    }

    /// E f(z).
    public double average(DoubleUnaryOperator f) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * f.applyAsDouble(node(i));
        }
        return sum;
    }
}
