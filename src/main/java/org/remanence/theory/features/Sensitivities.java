package org.remanence.theory.features;

import java.util.List;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.complex.Complex;

/// How a function of q, r, h and the deformations changes with z or a deformation, q, r and h following as solutions do.
final class Sensitivities {
    /// What may change.
    enum By { Z, ZETA, ZETA_IDENTITY, EPSILON }

    private static final int UNKNOWNS = 3;
    private static final int VARIABLES = UNKNOWNS + By.values().length;

    private final OrderParameters<FieldGradient<Complex>> unknowns;
    private final FeatureEquations.Place<FieldGradient<Complex>> place;
    private final OrderParameters<FieldGradient<Complex>> residual;

    /// @param y a solution at z, without deformations
    Sensitivities(FeatureEquations equations, OrderParameters<Complex> y, Complex z) {
        unknowns = new OrderParameters<>(variable(0, y.q()), variable(1, y.r()), variable(2, y.h()));
        place = new FeatureEquations.Place<>(parameter(By.Z, z), parameter(By.ZETA, Complex.ZERO),
                parameter(By.ZETA_IDENTITY, Complex.ZERO),
                parameter(By.EPSILON, Complex.ZERO));
        residual = equations.residual(unknowns, place);
    }

    OrderParameters<FieldGradient<Complex>> unknowns() {
        return unknowns;
    }

    FeatureEquations.Place<FieldGradient<Complex>> place() {
        return place;
    }

    private static FieldGradient<Complex> variable(int index, Complex value) {
        return FieldGradient.variable(VARIABLES, index, value);
    }

    private static FieldGradient<Complex> parameter(By by, Complex value) {
        return variable(UNKNOWNS + by.ordinal(), value);
    }

    /// The total derivative.
    Complex of(FieldGradient<Complex> function, By by) {
        int parameter = UNKNOWNS + by.ordinal();
        Complex[] change = ImplicitChange.of(List.of(residual.q(), residual.r(), residual.h()), new int[] {0, 1, 2},
                residual.q().getPartialDerivative(parameter).negate(), residual.r().getPartialDerivative(parameter).negate(),
                residual.h().getPartialDerivative(parameter).negate());
        Complex total = function.getPartialDerivative(parameter);
        for (int k = 0; k < UNKNOWNS; k++) {
            total = total.add(function.getPartialDerivative(k).multiply(change[k]));
        }
        return total;
    }
}
