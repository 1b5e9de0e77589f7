package org.remanence.theory.audit;

/// In how many directions copies differ from what they copy: `(tr C)²/tr C²` of the second moments C of the residuals.
public final class ResidualDimension {
    private ResidualDimension() { }

    /// By the Gram matrix of the residuals, F² d flops.
    /// @param residuals F rows of d numbers
    /// @return from 1 to min(F, d); NaN if all are zero or there is none
    public static double of(double[][] residuals) {
        double trace = 0;
        double squares = 0;
        for (int i = 0; i < residuals.length; i++) {
            for (int j = 0; j <= i; j++) {
                double product = 0;
                for (int k = 0; k < residuals[i].length; k++) {
                    product = Math.fma(residuals[i][k], residuals[j][k], product);
                }
                trace += i == j ? product : 0;
                squares += (i == j ? 1 : 2) * product * product;
            }
        }
        return trace * trace / squares;
    }
}
