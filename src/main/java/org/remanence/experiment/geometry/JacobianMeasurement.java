package org.remanence.experiment.geometry;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.measure.DataAxes;
import org.remanence.experiment.measure.JacobianReading;
import org.remanence.experiment.measure.VarianceGroup;
import org.remanence.linalg.SpectralGap;
import org.remanence.process.Diffusion;
import org.remanence.score.DifferentiableScore;
import org.remanence.score.Directions;
import org.remanence.score.EmpiricalScore;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.text.Text;

/// Takes Jacobians over data sets and times.
/// @param probe how
/// @param process that adds the noise
/// @param times where
/// @param gap how gaps are found
record JacobianMeasurement(JacobianProbe probe, Diffusion process, AxisValues times, SpectralGap gap) {
    /// The empirical score of a data set.
    EmpiricalScore empirical(Matrix patterns, Session session) {
        return new EmpiricalScore(patterns, process, Precision.DOUBLE, session);
    }

    /// Spectra of data sets of n patterns; each data set is one worker's.
    /// @param sets data set r, with the spare pattern if the probe needs one
    /// @param score of a data set
    JacobianSpectra spectra(IntFunction<Matrix> sets, DataAxes axes, long patterns, int realizations, Function<Matrix, DifferentiableScore> score,
            Session session) {
        var samples = new JacobianSpectra.Sample[times.size()][realizations];
        boolean told = probe.method() == JacobianProbe.Method.EXACT || probe.along() == JacobianProbe.Along.AXES;
        List<VarianceGroup> groups = told ? axes.groups() : List.of();
        session.progress().begin(Text.of("Jacobians of %d patterns", patterns), (long) realizations * times.size());
        session.parallel(realizations, r -> {
            Matrix drawn = sets.apply(r);
            DifferentiableScore law = score.apply(drawn.slice(0, patterns));
            Directions along = probe.directions(axes.directions(), r, session);
            for (int t = 0; t < samples.length; t++) {
                session.checkCancelled();
                double[] state = probe.state(drawn, process, times.at(t), r, session);
                samples[t][r] = sample(law, state, times.at(t), axes, along, groups);
                session.progress().advance(1);
            }
        });
        session.progress().end();
        return JacobianSpectra.of(patterns, times, samples, gap, groups);
    }

    private JacobianSpectra.Sample sample(DifferentiableScore law, double[] state, double time, DataAxes axes, Directions along, List<VarianceGroup> groups) {
        JacobianReading reading = probe.read(law, state, time, axes.directions(), along);
        double tau = process.noiseToSignal(time);
        if (law instanceof EmpiricalScore empirical) {
            double dimension = empirical.posterior(Matrix.of(new double[][] {state}), time).traceCovariance()[0] / tau;
            return new JacobianSpectra.Sample(reading, reading.squares(groups, tau), dimension, 0);
        }
        Matrix jacobian = law.jacobian(state, time);
        return new JacobianSpectra.Sample(reading, reading.squares(groups, tau),
                state.length + process.variance(time) * JacobianReading.trace(jacobian), JacobianReading.asymmetry(jacobian));
    }

    /// Eigenvalues `[T·R × d]` of the exact Jacobian, realizations of a time in consecutive rows.
    Matrix eigenvalues(Ensemble ensemble, int realizations, Function<Matrix, DifferentiableScore> score, Session session) {
        long patterns = ensemble.whole().rows();
        Matrix values = Matrix.zeros((long) times.size() * realizations, ensemble.whole().columns());
        session.progress().begin("exact Jacobians", (long) times.size() * realizations);
        session.parallel(realizations, r -> {
            Matrix drawn = ensemble.draw(patterns + probe.spare(), r);
            DifferentiableScore law = score.apply(drawn.slice(0, patterns));
            for (int t = 0; t < times.size(); t++) {
                session.checkCancelled();
                double[] state = probe.state(drawn, process, times.at(t), r, session);
                values.setRow((long) t * realizations + r, JacobianProbe.eigenvalues(law, state, times.at(t)));
                session.progress().advance(1);
            }
        });
        session.progress().end();
        return values;
    }
}
