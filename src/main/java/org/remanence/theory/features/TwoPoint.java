package org.remanence.theory.features;

import org.hipparchus.complex.Complex;
import org.hipparchus.complex.ComplexField;
import org.hipparchus.linear.FieldLUDecomposition;
import org.hipparchus.linear.FieldMatrix;
import org.hipparchus.linear.MatrixUtils;

/// `Tr[Wᵀ R(z₁) Ũ R(z₂) W]/(p d)` for the population matrix Ũ, from the solutions at both points; for m = ∞.
///
/// Giving the order parameters a triangular 2 × 2 structure makes the equations linear in the off-diagonal parts.
/// Source: derived.
final class TwoPoint {
    private final FeatureEquations equations;

    TwoPoint(FeatureEquations equations) {
        this.equations = equations;
    }

    Complex at(OrderParameters<Complex> one, OrderParameters<Complex> two) {
        FeatureCoefficients c = equations.coefficients();
        double p = equations.featureRatio();
        double f = p / equations.sampleRatio();
        double a2 = c.slope() * c.slope();
        Complex loads = equations.sharedLoad(one).multiply(equations.sharedLoad(two));
        Complex product = one.q().multiply(two.q());
        var place = FeatureEquations.Place.at(Complex.ZERO);
        var k1 = equations.couplings(one, place);
        var k2 = equations.couplings(two, place);
        double byQ = f * c.shared();
        double byH = f * a2 * c.signal();
        FieldMatrix<Complex> matrix = MatrixUtils.createFieldIdentityMatrix(ComplexField.getInstance(), 3);
        Complex[] right = {new Complex(p * c.nonlinear()), Complex.ZERO, Complex.ZERO};
        for (int k = 0; k < equations.spectrum().weights().length; k++) {
            double lambda = equations.spectrum().eigenvalues()[k];
            Complex d1 = denominator(one, k1, lambda);
            Complex d2 = denominator(two, k2, lambda);
            Complex weight = d1.multiply(d2).reciprocal().multiply(equations.spectrum().weights()[k]);
            Complex slope = loads.reciprocal().multiply(-p * a2 * c.signal() * lambda);
            Complex gq = slope.multiply(byQ).subtract(product.reciprocal());
            Complex gh = slope.multiply(byH);
            double constant = p * a2 * (c.signal() * lambda + c.noise());
            for (int row = 1; row < 3; row++) {
                Complex share = row == 1 ? weight : weight.multiply(lambda);
                matrix.addToEntry(row, 0, share.multiply(gq));
                matrix.addToEntry(row, 2, share.multiply(gh));
                right[row] = right[row].add(share.multiply(constant));
            }
        }
        Complex shared = loads.reciprocal().multiply(-p * c.shared());
        Complex ratios = one.r().divide(one.q().multiply(product)).add(two.r().divide(two.q().multiply(product)));
        matrix.setEntry(0, 0, shared.multiply(byQ).subtract(product.reciprocal().multiply(1 - p)).add(ratios));
        matrix.setEntry(0, 1, product.reciprocal().negate());
        matrix.setEntry(0, 2, shared.multiply(byH));
        return new FieldLUDecomposition<>(matrix).getSolver().solve(MatrixUtils.createFieldVector(right)).getEntry(1);
    }

    private Complex denominator(OrderParameters<Complex> y, FeatureEquations.Couplings<Complex> k, double lambda) {
        return y.q().reciprocal().add(k.slope().multiply(lambda).add(k.constant()).multiply(equations.featureRatio()));
    }
}
