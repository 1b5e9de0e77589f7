package org.remanence.network;

import org.remanence.linalg.FloatMatrix;

/// A layer norm and the activation behind it, `y = silu(w (x − mean)/√(variance + 10⁻⁵) + b)`, or its gradient.
/// @param weight w, `[1 × width]`
/// @param bias b, `[1 × width]`
record NormedActivation(FloatMatrix weight, FloatMatrix bias) {
    /// @param moments receives what the gradient needs, `[B × 2]`
    void apply(Arithmetic by, FloatMatrix x, FloatMatrix moments, FloatMatrix y) {
        by.layers().normSilu(x.segment(), (int) x.rows(), x.columns(), weight.segment(), bias.segment(), moments.segment(), y.segment());
    }

    /// Adds the gradient at the input to `gx`; that at the output, `gy`, is lost.
    /// @param into receives the gradient at weight and bias
    void gradient(Arithmetic by, FloatMatrix x, FloatMatrix moments, FloatMatrix gy, FloatMatrix gx, NormedActivation into) {
        by.layers().normSiluGradient(x.segment(), (int) x.rows(), x.columns(), weight.segment(), bias.segment(), moments.segment(),
                gy.segment(), gx.segment(), into.weight.segment(), into.bias.segment());
    }
}
