package org.remanence.experiment.geometry;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Expected;
import org.remanence.experiment.FineAxis;
import org.remanence.result.Curve;
import org.remanence.session.Session;
import org.remanence.theory.geometry.EnergyLaw;
import org.remanence.theory.geometry.FiniteRem;
import org.remanence.theory.geometry.PositionalRem;

/// What the random energy model says at some noise levels.
/// @param rem for many directions and exponentially many patterns
/// @param x noise levels, in a unit of time
/// @param exact averages at the finite number of patterns
record RemCurves(PositionalRem rem, double[] x, FiniteRem.Averages[] exact) {
    private static final int LINE = 60;

    /// Evaluated by the workers of a session.
    /// @param unit variance of the noise at x = 1
    static RemCurves of(EnergyLaw law, double logPatterns, double[] x, double unit, Session session) {
        PositionalRem rem = PositionalRem.of(law, logPatterns);
        var finite = new FiniteRem(rem);
        var exact = new FiniteRem.Averages[x.length];
        session.parallel(x.length, i -> exact[i] = finite.at(unit * x[i]));
        return new RemCurves(rem, x.clone(), exact);
    }

    /// Positions for a smooth line, evenly in the logarithm.
    static double[] smooth(AxisValues points) {
        return FineAxis.ratios(points, LINE);
    }

    /// A prediction beside the curve of a result that was measured at the same noise levels.
    Expected beside(Record result, Curve measured, ToDoubleFunction<FiniteRem.Averages> value) {
        return Expected.beside(result, measured, t -> {
            int i = IntStream.range(0, x.length).filter(k -> x[k] == t).findFirst().orElseThrow();
            return value.applyAsDouble(exact[i]);
        });
    }

    /// A line for a figure.
    Curve line(String axis, ToDoubleFunction<FiniteRem.Averages> value) {
        double[] values = IntStream.range(0, x.length).mapToDouble(i -> value.applyAsDouble(exact[i])).toArray();
        return new Curve(axis, x, values, new double[x.length], new long[x.length]);
    }
}
