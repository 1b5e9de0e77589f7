package org.remanence.feature;

/// What a network that serves all times is multiplied by, and what is added: `S(x, t) = α_t F(x, t) + β_t x`.
public enum Preconditioning {
    /// α = 1, β = 0.
    NONE {
        @Override
        public double output(double time, double variance) {
            return 1;
        }
    },
    /// α = 1/√v, β = 0: the network predicts the noise.
    NOISE {
        @Override
        public double output(double time, double variance) {
            return 1 / Math.sqrt(noise(time));
        }
    },
    /// β = −1/Γ², the score of a Gaussian of the same mean variance, and α = s σ/(√v Γ): what is left to learn has variance 1.
    FULL {
        @Override
        public double output(double time, double variance) {
            return Math.exp(-time) * Math.sqrt(variance / (noise(time) * whole(time, variance)));
        }

        @Override
        public double skip(double time, double variance) {
            return -1 / whole(time, variance);
        }
    };

    /// α.
    /// @param variance σ² of a coordinate of the data, mean over coordinates
    public abstract double output(double time, double variance);

    /// β.
    public double skip(double time, double variance) {
        return 0;
    }

    private static double noise(double time) {
        return -Math.expm1(-2 * time);
    }

    /// Γ² = s² σ² + v.
    private static double whole(double time, double variance) {
        return Math.exp(-2 * time) * variance + noise(time);
    }
}
