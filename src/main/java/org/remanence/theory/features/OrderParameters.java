package org.remanence.theory.features;

import org.hipparchus.CalculusFieldElement;
import org.hipparchus.complex.Complex;

/// The traces of the resolvent R = (U − z)⁻¹ that close the equations.
/// @param q Tr R/p
/// @param r Tr(Wᵀ R W)/(p d)
/// @param h Tr(Wᵀ R W Σ)/(p d)
/// @param <T> complex number, or one with derivatives
record OrderParameters<T extends CalculusFieldElement<T>>(T q, T r, T h) {
    /// The solution at the conjugate of z.
    static OrderParameters<Complex> conjugate(OrderParameters<Complex> y) {
        return new OrderParameters<>(y.q().conjugate(), y.r().conjugate(), y.h().conjugate());
    }
}
