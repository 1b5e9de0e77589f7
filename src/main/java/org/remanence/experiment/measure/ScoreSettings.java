package org.remanence.experiment.measure;

import org.remanence.data.PatternOrigin;
import org.remanence.data.PatternSet;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.kernel.Kernels;
import org.remanence.process.Diffusion;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.ScoreRecipe;
import org.remanence.session.Session;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;

/// How finely patterns are scored. An average with a standard error far above the tolerance loses nothing to a looser one, and
/// float is then fast at earlier times.
public record ScoreSettings(
        @Parameter(value = "double", help = "width of patterns and products") Precision precision,
        @Parameter(value = "0", min = 0, max = 1, unit = "nats", help = """
                largest rounding bound of a log-weight taken without scoring again; 0: 1e-10 in double, 1e-4 in float""")
                double tolerance,
        @Parameter(value = "on", help = "the same bits for every batch; off is faster for one to four states far larger than the cache")
                Reproducible reproducible) {

    /// Whether a state gets the same bits in every batch.
    public enum Reproducible {
        /// One order of sums for all.
        ON,
        /// For a few states an order that is faster, within the same bounds. Bits still do not depend on threads or lanes.
        OFF
    }

    /// Refuses parameters out of bounds.
    public ScoreSettings {
        Schema.check(ScoreSettings.class, precision, tolerance, reproducible);
    }

    /// The empirical score of these patterns, with the weights that they have, shared by the machines of the session if they can open
    /// the same.
    /// @param patterns `[n × d]`
    /// @throws BadInput if machines would have to share patterns of unequal weight
    public EmpiricalScore score(PatternSet patterns, Diffusion process, Session session) {
        boolean ordered = reproducible == Reproducible.ON;
        Kernels kernels = ordered ? Kernels.get() : Kernels.get().unordered();
        double largest = tolerance > 0 ? tolerance : EmpiricalScore.defaultTolerance(patterns.columns(), precision);
        EmpiricalScore score = new EmpiricalScore(patterns, patterns.weights(), process, precision, largest, kernels, session);
        if (session.cluster().isPresent() && !patterns.weights().isNone()) {
            throw new BadInput("a cluster shares patterns of equal weight: leave --weights or --cluster away");
        }
        return session.cluster().flatMap(machines -> PatternOrigin.of(patterns)
                .map(origin -> score.on(machines, new ScoreRecipe(origin, process, precision, largest, ordered)))).orElse(score);
    }
}
