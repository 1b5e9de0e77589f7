package org.remanence.data;

/// Coordinates scaled and shifted: `a = σ z + m`. Coordinates without a σ are m.
/// @param sigmas standard deviations of the first coordinates, at most d
/// @param mean m, `[d]`
record AffineMap(double[] sigmas, double[] mean) {
    /// Replaces consecutive rows of z by those of a.
    /// @param into `[count × d]` from `offset` on
    void apply(double[] into, int offset, int count) {
        if (isCentred() && isIsotropic()) {
            for (int i = offset; sigmas[0] != 1 && i < offset + count * mean.length; i++) {
                into[i] *= sigmas[0];
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            row(into, offset + i * mean.length);
        }
    }

    /// As the double version, in float arithmetic.
    void apply(float[] into, int offset, int count) {
        if (isCentred() && isIsotropic()) {
            float sigma = (float) sigmas[0];
            for (int i = offset; sigma != 1 && i < offset + count * mean.length; i++) {
                into[i] *= sigma;
            }
            return;
        }
        for (int i = 0; i < count; i++) {
            row(into, offset + i * mean.length);
        }
    }

    /// Replaces one row.
    void row(double[] into, int at) {
        for (int k = 0; k < sigmas.length; k++) {
            into[at + k] = into[at + k] * sigmas[k] + mean[k];
        }
        System.arraycopy(mean, sigmas.length, into, at + sigmas.length, mean.length - sigmas.length);
    }

    /// Replaces one row, in float arithmetic.
    void row(float[] into, int at) {
        for (int k = 0; k < sigmas.length; k++) {
            into[at + k] = into[at + k] * (float) sigmas[k] + (float) mean[k];
        }
        for (int k = sigmas.length; k < mean.length; k++) {
            into[at + k] = (float) mean[k];
        }
    }

    private boolean isCentred() {
        for (double each : mean) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    private boolean isIsotropic() {
        for (double each : sigmas) {
            if (each != sigmas[0]) {
                return false;
            }
        }
        return sigmas.length == mean.length;
    }
}
