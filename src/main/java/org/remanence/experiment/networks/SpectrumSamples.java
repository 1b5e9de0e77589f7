package org.remanence.experiment.networks;

import java.util.Arrays;
import java.util.List;
import org.remanence.data.Memory;
import org.remanence.experiment.measure.DataAxes;
import org.remanence.experiment.measure.JacobianReading;
import org.remanence.experiment.measure.VarianceGroup;
import org.remanence.score.DifferentiableScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;

/// What the Jacobians of a score show at some states, one list a noise level.
record SpectrumSamples(List<List<Sample>> levels) {
    /// Numbers kept of one Jacobian, which itself may be large.
    /// @param reading singular values of σ² J
    /// @param squares mean square length along the directions of each variance, over that of the true score
    /// @param effectiveDimension d + σ² tr J
    /// @param asymmetry |J − Jᵀ|/|J|, 0 for the gradient of anything
    record Sample(JacobianReading reading, double[] squares, double effectiveDimension, double asymmetry) { }

    /// Takes them, one after the other by the score, and reads them side by side.
    /// @param score of the variance-exploding process
    /// @param states x, `[B × d]`
    /// @param levels σ
    static SpectrumSamples of(DifferentiableScore score, Matrix states, double[] levels, DataAxes axes,
            Session session) {
        int count = Math.toIntExact(states.rows());
        double d = states.columns();
        Memory.require(8 * d * d * (count + 2.0 * session.threads()), "Jacobians at one noise level",
                "choose fewer --states");
        return new SpectrumSamples(Arrays.stream(levels).mapToObj(sigma -> {
            Matrix[] jacobians = new Matrix[count];
            for (int i = 0; i < count; i++) {
                session.checkCancelled();
                jacobians[i] = score.jacobian(states.row(i), sigma * sigma);
            }
            Sample[] samples = new Sample[count];
            session.parallel(count, i -> samples[i] = sample(jacobians[i], sigma * sigma, axes));
            return List.of(samples);
        }).toList());
    }

    private static Sample sample(Matrix jacobian, double variance, DataAxes axes) {
        List<VarianceGroup> groups = axes.groups();
        JacobianReading reading = groups.isEmpty() ? JacobianReading.of(jacobian, variance)
                : JacobianReading.of(jacobian, variance, axes.directions());
        return new Sample(reading, reading.squares(groups, variance),
                jacobian.columns() + variance * JacobianReading.trace(jacobian), JacobianReading.asymmetry(jacobian));
    }
}
