package org.remanence.network;

import org.remanence.linalg.FloatMatrix;
import org.remanence.linalg.Operand;

/// A linear map of rows, `y = x Wᵀ + b`, or its gradient.
/// @param weight W, `[out × in]`
/// @param bias b, `[1 × out]`
record Linear(FloatMatrix weight, FloatMatrix bias) {
    /// `y ← x Wᵀ + b`.
    void apply(Arithmetic by, FloatMatrix x, FloatMatrix y) {
        y.segment().fill((byte) 0);
        addTo(by, x, y, y);
    }

    /// `y ← start + x Wᵀ + b`.
    void addTo(Arithmetic by, FloatMatrix x, FloatMatrix start, FloatMatrix y) {
        by.layers().addRow(start.segment(), bias.segment(), (int) y.rows(), y.columns(), y.segment());
        by.blas().gemm(1, x, Operand.PLAIN, weight, Operand.TRANSPOSED, 1, y);
    }

    /// The gradient at the input: `gx ← gy W + keep gx`.
    void inputGradient(Arithmetic by, FloatMatrix gy, float keep, FloatMatrix gx) {
        by.blas().gemm(1, gy, Operand.PLAIN, weight, Operand.PLAIN, keep, gx);
    }

    /// Makes this the gradient at weight and bias of a map that saw x.
    void become(Arithmetic by, FloatMatrix gy, FloatMatrix x) {
        by.blas().gemm(1, gy, Operand.TRANSPOSED, x, Operand.PLAIN, 0, weight);
        by.layers().columnSums(gy.segment(), (int) gy.rows(), gy.columns(), bias.segment());
    }
}
