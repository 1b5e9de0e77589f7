package org.remanence.feature;

/// What the average over the noise leaves of a feature, for one row of drives: normalized Hermite moments `h_k = H_k/√k!` and E
/// σ².
interface NoiseAverages {
    /// @param feature number of the feature, which has its own width of noise
    /// @param drives g `[count]`
    /// @param orders receives h_0, h_1, … of each drive, `[orders][count]`
    /// @return the sum of E σ² over the drives
    double row(int feature, double[] drives, double[][] orders);

    /// One drive after the other: the definition.
    static NoiseAverages direct(FeatureFunction function, double[] widths) {
        return (feature, drives, orders) -> {
            double[] moments = new double[orders.length];
            double square = 0;
            for (int nu = 0; nu < drives.length; nu++) {
                square += function.moments(drives[nu], widths[feature], moments);
                double norm = 1;
                for (int k = 0; k < moments.length; k++) {
                    norm *= Math.sqrt(Math.max(1, k));
                    orders[k][nu] = moments[k] / norm;
                }
            }
            return square;
        };
    }
}
