package org.remanence.theory.features;

import org.hipparchus.complex.Complex;

/// What gradient flow has learned of an eigenvalue z after some time, over z: `(1 − e^{−rate z})/z`.
final class Relaxation {
    private Relaxation() { }

    /// @param rate +∞ for the minimiser
    static Complex learned(Complex z, double rate) {
        return Double.isInfinite(rate) ? z.reciprocal() : expm1(z.multiply(-rate)).negate().divide(z);
    }

    /// e^w − 1; that of the library is wrong in version 4.0.3 (it gives 0.395 − 0.864i at −3 + 2i).
    private static Complex expm1(Complex w) {
        double half = Math.sin(0.5 * w.getImaginaryPart());
        return new Complex(Math.expm1(w.getRealPart()) * Math.cos(w.getImaginaryPart()) - 2 * half * half,
                Math.exp(w.getRealPart()) * Math.sin(w.getImaginaryPart()));
    }
}
