package org.remanence.network;

import org.remanence.kernel.Kernels;
import org.remanence.kernel.LayerPass;
import org.remanence.linalg.Blas;

/// What a network computes with: matrix products on one thread, and what lies between them.
record Arithmetic(Blas blas, LayerPass layers) {
    /// The choice of this process.
    static Arithmetic get() {
        return new Arithmetic(Blas.get(), Kernels.get().layers());
    }
}
