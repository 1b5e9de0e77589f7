package org.remanence.theory.perceptrons;

import java.util.function.DoubleUnaryOperator;

/// Averages over a standard normal by the trapezoidal rule: exponentially exact for what is smooth on the scale of a step.
final class NormalGrid {
    private final double[] nodes;
    private final double[] weights;

    /// @param reach largest |z|
    /// @param count of nodes, odd
    NormalGrid(double reach, int count) {
        nodes = new double[count];
        weights = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            nodes[i] = reach * (2.0 * i / (count - 1) - 1);
            weights[i] = Math.exp(-0.5 * nodes[i] * nodes[i]);
            sum += weights[i];
        }
        for (int i = 0; i < count; i++) {
            weights[i] /= sum;
        }
    }

    int count() {
        return nodes.length;
    }

    double node(int i) {
        return nodes[i];
    }

    double weight(int i) {
        return weights[i];
    }

    double average(DoubleUnaryOperator of) {
        double sum = 0;
        for (int i = 0; i < nodes.length; i++) {
            sum += weights[i] * of.applyAsDouble(nodes[i]);
        }
        return sum;
    }
}
