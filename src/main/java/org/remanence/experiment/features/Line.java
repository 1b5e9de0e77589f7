package org.remanence.experiment.features;

/// A straight line `y = intercept + slope x`, by least squares.
record Line(double intercept, double slope) {
    /// Through points of at least two places.
    static Line through(double[] x, double[] y) {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < x.length; i++) {
            meanX += x[i] / x.length;
            meanY += y[i] / x.length;
        }
        double square = 0;
        double product = 0;
        for (int i = 0; i < x.length; i++) {
            square += (x[i] - meanX) * (x[i] - meanX);
            product += (x[i] - meanX) * (y[i] - meanY);
        }
        double slope = product / square;
        return new Line(meanY - slope * meanX, slope);
    }

    /// Where y vanishes.
    double root() {
        return -intercept / slope;
    }
}
