package org.remanence.score;

import org.remanence.process.Diffusion;
import org.remanence.tensor.LiftedRows;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;
import org.remanence.tensor.RowWeights;

/// Patterns of unequal weight at one time, as patterns of equal weight in one more dimension: the coordinate
/// `c_μ = √(2 v_t log(w_max/w_μ))/s_t`, in which every state is 0, adds
/// `log(w_μ/w_max)` to the log-weight of pattern μ.
/// @param weights of the patterns
/// @param diffusion the forward process
/// @param time of the states
record WeightedPatterns(RowWeights weights, Diffusion diffusion, double time) {
    /// Refuses a time at which no signal is left, so that no coordinate could weigh.
    WeightedPatterns {
        if (!(diffusion.scale(time) > Double.MIN_NORMAL)) {
            throw new IllegalArgumentException("time must leave some signal for patterns of unequal weight, got " + time);
        }
    }

    /// The patterns with their coordinate, rounded to the precision of the others.
    Rows lifted(Rows patterns) {
        boolean rounds = patterns.precision() == Precision.FLOAT;
        double largest = weights.largestLog();
        double factor = 2 * diffusion.variance(time) / diffusion.scale(time) / diffusion.scale(time);
        return new LiftedRows(patterns, (row, _, _) -> {
            double lift = Math.sqrt(factor * (largest - weights.log(row)));
            return rounds ? (float) lift : lift;
        });
    }

    /// The centre of the lifted patterns.
    /// @param flat that of the patterns, all of which have been read
    Centre lifted(Centre flat) {
        double lift = Math.sqrt(2 * diffusion.variance(time) * weights.logRange()) / diffusion.scale(time);
        double[] point = new double[flat.point().length + 1];
        System.arraycopy(flat.point(), 0, point, 0, point.length - 1);
        return new Centre(point, Math.hypot(flat.radius(), lift) * (1 + 0x1p-20), true);
    }

    /// The states, 0 in the last coordinate.
    Matrix lifted(Matrix states) {
        Matrix lifted = Matrix.zeros(states.rows(), states.columns() + 1);
        double[] row = new double[lifted.columns()];
        for (long b = 0; b < states.rows(); b++) {
            states.copy(b, 1, row, 0);
            lifted.write(b, 1, row, 0);
        }
        return lifted;
    }

    /// What is known of the states themselves. The trace of the covariance is not.
    /// @param lifted of the lifted states under the lifted patterns
    /// @param precision of these
    Posterior lowered(Posterior lifted, Precision precision) {
        int batch = lifted.logDensity().length;
        double[] logDensity = new double[batch];
        double[] errorBound = new double[batch];
        double shift = Math.log(weights.count()) + 0.5 * Math.log(2 * Math.PI * diffusion.variance(time)) + weights.largestLog();
        double ulp = precision == Precision.FLOAT ? 0x1p-24 : 0x1p-53;
        for (int b = 0; b < batch; b++) {
            logDensity[b] = lifted.logDensity()[b] + shift;
            errorBound[b] = lifted.errorBound()[b] + 8 * ulp * weights.logRange() + 0x1p-51 * (Math.abs(shift) + Math.abs(logDensity[b]));
        }
        return new Posterior(logDensity, errorBound, lifted.skipped(), lifted.participation(), lifted.entropy(),
                lifted.largest(), lifted.remainder(), lifted.nearest(), new double[0], lowered(lifted.denoiser()),
                lowered(lifted.score()));
    }

    /// All columns but the last.
    static Matrix lowered(Matrix lifted) {
        Matrix lowered = Matrix.zeros(lifted.rows(), lifted.columns() - 1);
        for (long b = 0; b < lifted.rows(); b++) {
            lowered.write(b, 1, lifted.row(b), 0);
        }
        return lowered;
    }

    /// The leading block of a Jacobian.
    static Matrix block(Matrix jacobian) {
        return lowered(jacobian).slice(0, jacobian.rows() - 1);
    }
}
