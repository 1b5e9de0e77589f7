package org.remanence.linalg;

import org.remanence.tensor.Matrix;

/// A product of a matrix with its own transpose, both triangles filled.
public final class SymmetricProduct {
    private SymmetricProduct() { }

    /// `op(A) op(A)ᵀ`; rows times rows times columns of op(A) flop.
    public static Matrix of(Matrix a, Operand opA, Blas blas) {
        long order = opA.rows(a.rows(), a.columns());
        Matrix product = Matrix.zeros(order, Math.toIntExact(order));
        blas.syrk(1, a, opA, 0, product);
        Entries.mirror(product);
        return product;
    }
}
