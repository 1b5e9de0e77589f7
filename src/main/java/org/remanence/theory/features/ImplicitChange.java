package org.remanence.theory.features;

import java.util.List;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.complex.Complex;
import org.hipparchus.complex.ComplexField;
import org.hipparchus.linear.FieldLUDecomposition;
import org.hipparchus.linear.FieldMatrix;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.util.MathArrays;

/// How three unknowns must change when three functions of them shall change by given amounts.
final class ImplicitChange {
    private ImplicitChange() { }

    /// @param functions with their derivatives
    /// @param unknowns which derivatives belong to the unknowns, three
    /// @param wanted change of each function
    static Complex[] of(List<FieldGradient<Complex>> functions, int[] unknowns, Complex... wanted) {
        FieldMatrix<Complex> matrix = MatrixUtils.createFieldMatrix(ComplexField.getInstance(), 3, 3);
        Complex[] right = MathArrays.buildArray(ComplexField.getInstance(), 3);
        for (int i = 0; i < 3; i++) {
            right[i] = wanted[i];
            for (int k = 0; k < 3; k++) {
                matrix.setEntry(i, k, functions.get(i).getPartialDerivative(unknowns[k]));
            }
        }
        return new FieldLUDecomposition<>(matrix).getSolver().solve(MatrixUtils.createFieldVector(right)).toArray();
    }
}
