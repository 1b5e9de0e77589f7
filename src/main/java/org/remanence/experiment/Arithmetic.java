package org.remanence.experiment;

import org.remanence.kernel.Kernels;
import org.remanence.lab.Lab;
import org.remanence.process.Diffusion;
import org.remanence.score.EmpiricalScore;
import org.remanence.tensor.Precision;
import org.remanence.tensor.Rows;

/// How finely patterns are scored.
/// @param precision of patterns and products
/// @param tolerance largest rounding bound of a log-weight, in nats, that is taken without scoring again; 0 for the default
///     of the precision. An average with a standard error far above it loses nothing to a looser one, and float is then fast
///     at earlier times
public record Arithmetic(
        @Parameter(value = "double", help = "width of patterns and products") Precision precision,
        @Parameter(value = "0", min = 0, max = 1, unit = "nats", help = """
                largest rounding bound of a log-weight taken without scoring again; 0: 1e-10 in double, 1e-4 in float""")
                double tolerance) {

    /// Refuses parameters out of bounds.
    public Arithmetic {
        Schema.check(Arithmetic.class, precision, tolerance);
    }

    /// The empirical score of these patterns.
    /// @param patterns `[n × d]`
    EmpiricalScore score(Rows patterns, Diffusion process, Lab lab) {
        return tolerance > 0 ? new EmpiricalScore(patterns, process, precision, tolerance, Kernels.get(), lab)
                : new EmpiricalScore(patterns, process, precision, lab);
    }
}
