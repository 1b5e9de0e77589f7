package org.remanence.network;

import org.remanence.tensor.Matrix;

/// A network that knows the derivative of its outputs.
public interface DifferentiableNetwork extends NetworkFunction {
    /// The Jacobian ∂F_i/∂x_j at one input, `[d × d]`; that of a trained network is not symmetric.
    /// @param input `[d]`, in the units of the network
    /// @param reading of the clock
    Matrix jacobian(float[] input, double reading);
}
