package org.remanence.linalg;

import org.remanence.tensor.Matrix;

/// The k largest eigenvalues of a symmetric operator, found by iteration.
/// @param values λ_i `[k]`, descending
/// @param vectors v_i as rows `[k × p]`, orthonormal to rounding, signs free
/// @param residuals `|A v_i − λ_i v_i|` `[k]`, computed after the iteration with one more product: some eigenvalue lies within
///         this distance of λ_i
/// @param products how often the operator met a vector
/// @param converged whether the iteration ended because all residuals were small enough, and not because products ran out
public record LeadingEigen(double[] values, Matrix vectors, double[] residuals, long products, boolean converged) { }
